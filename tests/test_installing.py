"""``deploy/install.sh``, the units, nginx.conf and the handbook speak of the same places, names and ports."""

import re
import subprocess
from pathlib import Path

import pytest

from showcase.management.commands.set_up import Command as SetUp

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
SCRIPT = (DEPLOY / "install.sh").read_text("utf-8")
GUIDE = (ROOT / "docs/installing.zh.md").read_text("utf-8")
UNITS = {path.name: path.read_text() for path in DEPLOY.glob("honours*")}
SERVICES = {name: text for name, text in UNITS.items() if name.endswith(".service")}


def said(name: str) -> str:
    """What the script sets ``name`` to at its head."""
    return re.search(rf"^{name}=(\S+)$", SCRIPT, re.MULTILINE)[1]


def refused(*words: str) -> tuple[int, str]:
    """Exit status and complaint for words that are looked at before the machine is."""
    done = subprocess.run(["bash", DEPLOY / "install.sh", *words], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return done.returncode, done.stderr.splitlines()[-1]


def test_every_unit_is_installed():
    listed = re.search(r"install -m 644 (.*?) \"\$units\"", SCRIPT, re.DOTALL)[1]
    command = f"built={ROOT}; printf '%s\\n' {listed}"

    printed = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True).stdout  # noqa: S603, S607

    assert sorted(Path(line).name for line in printed.split()) == sorted(UNITS)


@pytest.mark.parametrize("unit", SERVICES)
def test_a_service_runs_the_program_the_user_the_data_and_the_settings_of_the_script(unit):
    text = SERVICES[unit]

    assert re.search(r"^User=(.*)$", text, re.MULTILINE)[1] == "honours"
    assert re.search(r"^WorkingDirectory=(.*)$", text, re.MULTILINE)[1] == said("program")
    assert re.search(r"^EnvironmentFile=(.*)$", text, re.MULTILINE)[1] == said("settings")
    assert re.search(r"\bDATA_DIR=(\S+)", text)[1] == said("data")
    # systemd makes it in /var/lib, for the service's user.
    assert "/var/lib/" + re.search(r"^StateDirectory=(\S+)", text, re.MULTILINE)[1] == said("data")


def test_the_nightly_backup_goes_where_the_backup_before_an_upgrade_goes():
    assert f"manage.py backup {said('backups')} --keep" in UNITS["honours-backup.service"]


def test_socket_gunicorn_nginx_and_script_mean_one_port():
    place = f"127.0.0.1:{said('port')}"

    assert f"ListenStream={place}\n" in UNITS["honours.socket"]
    assert f"--bind {place} " in UNITS["honours.service"]
    assert f"server {place} " in (DEPLOY / "nginx.conf").read_text()


def test_nginx_finds_the_certificate_and_the_files_where_the_script_puts_them():
    conf = (DEPLOY / "nginx.conf").read_text()

    assert f"ssl_certificate {said('certificates')}/fullchain.pem;" in conf
    assert f"ssl_certificate_key {said('certificates')}/privkey.pem;" in conf
    assert {f"{said('data')}/static/", f"{said('data')}/public/$1"} == set(re.findall(r"alias (\S+);", conf))
    assert set(re.findall(r"server_name (\S+);", conf)) == {"honours.example.org"}
    assert r"honours\.example\.org/$host" in SCRIPT


def test_the_guide_tells_every_option_and_every_place():
    options = set(re.findall(r"--[a-z-]+", re.search(r"usage='(.*?)'", SCRIPT, re.DOTALL)[1]))

    assert options == set(re.findall(r"`(--[a-z-]+)`", GUIDE)) - {"--workers"}
    assert [place for place in map(said, ("program", "releases", "data", "backups", "settings", "certificates", "site"))
            if place not in GUIDE] == []  # fmt: skip


def test_the_script_asks_set_up_for_what_it_takes():
    parser = SetUp().create_parser("manage.py", "set_up")

    asked = {word for line in re.findall(r"\bset_up (.*)", SCRIPT) for word in re.findall(r"--\w+", line)}

    assert asked == {"--check", "--admin"} <= set(parser._option_string_actions)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--hots", "a.cn"], "没有安装：不认识“--hots”。"),
        (["--host"], "没有安装：--host 后面缺内容。"),
        (["--host", "https://a.cn"], "没有安装：“https://a.cn”不像域名。只写域名，小写，不带 https:// 和端口。"),
        (["--host", "a.cn; rm"], "没有安装：“a.cn; rm”不像域名。只写域名，小写，不带 https:// 和端口。"),
        (["--database", "oracle"], "没有安装：--database 只能是 postgresql 或 sqlite。"),
        (["--certificate", "a.pem"], "没有安装：有 --certificate 就要有 --key。"),
        (
            ["--certificate", "a", "--key", "b", "--self-signed"],
            "没有安装：--certificate 和 --self-signed 只能选一个。",
        ),
    ],
)
def test_words_that_mean_nothing_are_refused_in_chinese_before_anything_is_done(words, complaint):
    assert refused(*words) == (2, complaint)
