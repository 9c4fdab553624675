"""Write the public site as plain files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from showcase.publication.publishing import publish
from showcase.publication.rendering import Site, assets_are_collected
from showcase.publication.runs import BrokenLinksError
from showcase.publication.trees import NotOursError

SHOWN = 50


class Command(BaseCommand):
    help = "把公开网站写成静态文件，任何网页服务器都能用。只重写有变化的页面；有一个链接不通就不切换，仍用原来的一套。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="网页服务器读取的目录（一个符号链接，每次整套切换）")
        parser.add_argument("--base-path", default="", help="网站在域名下的路径，如 /honours/；默认按 SITE_URL")

    def handle(self, *args: Any, directory: Path, base_path: str, **options: Any) -> None:
        if not settings.SITE_URL:
            self.stderr.write(
                "没有设 SITE_URL：订阅、网站地图里的网址会写成 http://localhost，正式发布前请设好再运行。"
            )
        if not assets_are_collected():
            raise CommandError(
                "没有发布，什么也没有写：样式和图标还没有收集。"
                "请先运行 manage.py collectstatic --noinput，再运行这个命令。"
            )
        try:
            done = publish(directory, Site.at(settings.SITE_URL, base_path))
        except NotOursError as reason:
            raise CommandError(f"{directory} 不能用：{reason}。请换一个空目录，或先把它移开。") from reason
        except BrokenLinksError as found:
            more = f"\n……共 {len(found.links)} 处" if len(found.links) > SHOWN else ""
            links = "\n".join(found.links[:SHOWN])
            raise CommandError(f"有链接不通，没有切换，仍是原来的一套：\n{links}{more}") from found
        self.stdout.write(
            f"已发布到 {directory}：新写 {done.written}，沿用 {done.kept}，删去 {done.removed}（文件数）。"
        )
