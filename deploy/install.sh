#!/usr/bin/env bash
# Installs the registry on one Debian server, or upgrades it: run again from the folder of the new release.
# docs/installing.zh.md tells who runs it what it does. Nothing is changed before everything was looked at.
# shellcheck disable=SC1111,SC2015  # Chinese quotation marks are meant; what stands after && never fails.
set -Eeuo pipefail

program=/opt/honours
releases=/opt/honours-releases
data=/var/lib/honours
backups=/var/lib/honours-backups
settings=/etc/honours.env
certificates=/etc/ssl/honours
site=/etc/nginx/conf.d/honours.conf
units=/etc/systemd/system
port=8000
# Over the socket PostgreSQL knows who asks: there is no password to keep.
own_database=postgres://honours@%2Fvar%2Frun%2Fpostgresql/honours
kept_releases=3
source=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)

usage='用法（在新版程序的目录里，以 root 运行）：

  deploy/install.sh --host 域名 [--database postgresql|sqlite] [--admin 登录名]
                    [--certificate 证书文件 --key 私钥文件 | --self-signed] [--for-restore]
  deploy/install.sh                 升级，或者更换证书；设置以 /etc/honours.env 为准

  --host          网站的域名，第一次安装时必须写
  --database      postgresql（不写就是它，装在本机）或 sqlite，第一次安装时选定
  --admin         第一个系统管理员的登录名，不写就是 admin；已经有管理员时不起作用
  --certificate   证书（连同中间证书）和 --key 私钥，PEM 格式，抄到 /etc/ssl/honours/
  --self-signed   暂时没有证书：自己签一个，浏览器会提示不安全，只供试用
  --for-restore   装好但不载入内容、不启动，等着恢复备份；先放好原来的 /etc/honours.env'

step() { doing=$1; printf '\n== %s\n' "$1"; }
refuse() { printf '没有安装：%s\n' "$1" >&2; exit 2; }
broken() {
  printf '\n停在“%s”这一步，原因见上面。改正以后再运行一次同样的命令，已经做好的不会重做。\n' "$doing" >&2
  [ -z "${backup:-}" ] || printf '升级前的备份：%s\n' "$backup" >&2
}
trap broken ERR

# One value of the settings file; nothing where it is not set.
setting() { [ ! -f "$settings" ] || sed -n "s/^$1=//p" "$settings" | tail -n 1 | tr -d "\"'"; }

# manage.py of the release in $1, as the site itself runs it.
manage() {
  local release=$1; shift
  # shellcheck disable=SC2016  # The inner shell is to expand them.
  runuser -u honours -- env DATA_DIR="$data" BEHIND_TLS=True bash -c \
    'set -a; . "$1"; set +a; cd "$2"; shift 2; exec .venv/bin/python manage.py "$@"' manage "$settings" "$release" "$@"
}

# Whether the registry at port $1 is ready, asked for a minute.
is_ready() {
  "$program/.venv/bin/python" - "$1" "$host" <<'PY'
import sys, time, urllib.request

port, host = sys.argv[1:]
asked = urllib.request.Request(f"http://127.0.0.1:{port}/readyz", headers={"Host": host, "X-Forwarded-Proto": "https"})
for _ in range(60):
    try:
        sys.exit(urllib.request.urlopen(asked, timeout=30).status != 200)
    except OSError as error:
        told = error
        time.sleep(1)
sys.exit(f"127.0.0.1:{port}/readyz：{told}")
PY
}

# deploy/nginx.conf of the release in $1 with this server's name.
nginx_of() { sed "s/honours\.example\.org/$host/g" "$1/deploy/nginx.conf"; }

read_words() {
  host='' database='' admin='' certificate='' key='' self_signed='' for_restore=''
  while [ $# -gt 0 ]; do
    case $1 in
      --help | -h) printf '%s\n' "$usage"; exit 0 ;;
      --self-signed) self_signed=yes; shift; continue ;;
      --for-restore) for_restore=yes; shift; continue ;;
      --host | --database | --admin | --certificate | --key) ;;
      *) printf '%s\n\n' "$usage" >&2; refuse "不认识“$1”。" ;;
    esac
    [ $# -gt 1 ] || refuse "$1 后面缺内容。"
    case $1 in
      --host) host=$2 ;;
      --database) database=$2 ;;
      --admin) admin=$2 ;;
      --certificate) certificate=$2 ;;
      --key) key=$2 ;;
    esac
    shift 2
  done
  [[ -z $host || $host =~ ^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$ ]] ||
    refuse "“$host”不像域名。只写域名，小写，不带 https:// 和端口。"
  [[ $database =~ ^(postgresql|sqlite|)$ ]] || refuse "--database 只能是 postgresql 或 sqlite。"
  [ -n "$certificate" ] && [ -z "$key" ] && refuse "有 --certificate 就要有 --key。"
  [ -z "$certificate" ] && [ -n "$key" ] && refuse "有 --key 就要有 --certificate。"
  [ -z "$certificate" ] || [ -z "$self_signed" ] || refuse "--certificate 和 --self-signed 只能选一个。"
}

look_at_machine() {
  [ "$(id -u)" = 0 ] || refuse "要以 root 运行（sudo deploy/install.sh …）。"
  # shellcheck disable=SC1091
  [ "$(. /etc/os-release; [ "$ID" = debian ] && echo "${VERSION_ID:-0}")" -ge 12 ] 2>/dev/null ||
    refuse "只会装在 Debian 12 或更新的版本上。别的系统请照 docs/installing.zh.md 最后一节手工安装。"
  [ "$source" != "$(readlink -f "$program")" ] || refuse "请把新版程序放在别的目录（例如 /usr/local/src/honours）再运行。"
  [ -d /run/systemd/system ] || refuse "这台机器不是由 systemd 启动的（例如在容器里）。容器请用 deploy/compose.yaml。"
  exec 9>/run/honours-install.lock
  flock -n 9 || refuse "另一个安装正在进行。"
  local free
  free=$(df --output=avail -BM /opt | tail -n 1 | tr -dc 0-9)
  [ "$free" -ge 2048 ] || refuse "/opt 所在的磁盘只剩 $free MB，至少要 2048 MB。"
  if [ ! -f "$settings" ] && (exec 3<>/dev/tcp/127.0.0.1/$port) 2>/dev/null; then
    refuse "本机的 $port 端口已经有别的程序在用，先停掉它（ss -ltnp 看是谁）。"
  fi
}

look_at_settings() {
  if [ -f "$settings" ]; then
    is_first=''
    local known url
    known=$(setting ALLOWED_HOSTS); known=${known%%,*}
    [ -n "$known" ] || refuse "$settings 里没有 ALLOWED_HOSTS，请补上域名。"
    [ -z "$host" ] || [ "$host" = "$known" ] ||
      refuse "这里装的是 $known。要换域名，先改 $settings 里的 ALLOWED_HOSTS、SITE_URL 和 $site。"
    host=$known url=$(setting DATABASE_URL)
    local kind=sqlite
    [ -z "$url" ] || kind=postgresql
    [ -z "$database" ] || [ "$database" = "$kind" ] || refuse "这里用的是 $kind。要换数据库，照 docs/growing.zh.md 做。"
    database=$kind
  else
    is_first=yes
    [ -n "$host" ] || refuse "第一次安装要写 --host 域名。"
    database=${database:-postgresql}
    [ ! -e "$data/registry.sqlite3" ] || refuse "$data 里有登记册，却没有 $settings。请先把原来的设置文件放回来。"
  fi
  # An installation that stopped half way has settings, and perhaps no tables yet.
  [ -z "$is_first" ] && [ -e "$program" ] && is_empty='' || is_empty=yes
  [ -z "$for_restore" ] || [ -n "$is_empty" ] || refuse "这里已经装过，恢复前要做什么见 docs/backup.zh.md 第六节。"
}

look_at_certificate() {
  local chain=${certificate:-$certificates/fullchain.pem} secret=${key:-$certificates/privkey.pem}
  if [ -n "$self_signed" ] && [ ! -f "$certificates/fullchain.pem" ]; then return; fi
  [ -f "$chain" ] && [ -f "$secret" ] ||
    refuse "没有证书（$chain、$secret）。用 --certificate 和 --key 指明；暂时没有的，用 --self-signed 试用。"
  command -v openssl >/dev/null || return 0
  openssl x509 -in "$chain" -noout -checkend 0 >/dev/null 2>&1 || refuse "$chain 不是证书，或者已经过期。"
  openssl x509 -in "$chain" -noout -checkhost "$host" | grep -q 'does match' || refuse "$chain 不是 $host 的证书。"
  [ "$(openssl x509 -in "$chain" -noout -pubkey)" = "$(openssl pkey -in "$secret" -pubout 2>/dev/null)" ] ||
    refuse "$secret 不是这张证书的私钥，或者有密码。"
}

install_packages() {
  step "软件包"
  local wanted=(ca-certificates fonts-noto-cjk nginx openssl python3 python3-venv) missing=() package
  if [ "$database" = postgresql ]; then
    # Where the database is on another machine, pg_dump is still wanted for the backups.
    if [ "$(setting DATABASE_URL || true)" = "$own_database" ] || [ -n "$is_first" ]; then wanted+=(postgresql); elif ! command -v pg_dump >/dev/null; then wanted+=(postgresql-client); fi
  fi
  for package in "${wanted[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ "${#missing[@]}" = 0 ] && { echo "都有了。"; return; }
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  echo "装了 ${missing[*]}。"
}

provide_user() {
  step "用户和目录"
  id honours >/dev/null 2>&1 || useradd --system --user-group --home-dir "$data" --shell /usr/sbin/nologin honours
  # nginx reads the assets and the released pictures in it.
  install -d -o honours -g honours -m 755 "$data"
  install -d -o honours -g honours -m 750 "$backups"
  install -d -m 755 "$releases"
}

# The release beside the running one, complete before anything points to it.
build_release() {
  step "程序"
  built="$releases/$(date +%Y%m%d-%H%M%S)"
  install -d -m 755 "$built"
  tar -C "$source" --exclude=./.git --exclude=./.venv --exclude=./var --exclude=node_modules --exclude=__pycache__ -cf - . |
    tar -C "$built" --no-same-owner -xf -
  chmod -R u=rwX,go=rX "$built"
  python3 -m venv "$built/.venv"
  "$built/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: \
    -r "$built/requirements.lock" || {
    echo "依赖没有装上：这台机器要能访问软件包源；只有内网的，把内网源的地址写进 /etc/pip.conf。" >&2
    rm -rf "$built"
    false
  }
  "$built/.venv/bin/python" -m compileall -q "$built"/{config,organizations,awards,showcase}
  echo "$built"
}

write_settings() {
  step "设置"
  [ -z "$is_first" ] && { echo "用原来的 $settings。"; return; }
  local url=''
  [ "$database" = sqlite ] || url=DATABASE_URL=$own_database
  (
    umask 077
    cat >"$settings.new" <<END
# Read by the systemd units and by deploy/install.sh; every setting is told in README.md.
# Keep a copy apart from the backups: with another SECRET_KEY every second factor has to be enabled anew.
SECRET_KEY=$(openssl rand -hex 32)
ALLOWED_HOSTS=$host
SITE_URL=https://$host
$url
END
  )
  chown root:honours "$settings.new"
  chmod 640 "$settings.new"
  mv "$settings.new" "$settings"
  echo "写好 $settings，只有 root 和 honours 能读。请另外抄一份，和备份分开放。"
}

provide_database() {
  step "数据库"
  if [ "$database" = sqlite ]; then
    # nginx may walk through the folder; the registry itself is nobody else's.
    [ -n "$for_restore" ] || [ -e "$data/registry.sqlite3" ] || install -o honours -g honours -m 640 /dev/null "$data/registry.sqlite3"
    echo "SQLite，在 $data。"
    return
  fi
  [ "$(setting DATABASE_URL)" = "$own_database" ] ||
    { echo "照 $settings 用别处的 PostgreSQL，不动它。"; return; }
  systemctl enable --now --quiet postgresql
  ask() { runuser -u postgres -- psql -qtAX -d postgres -c "$1"; }
  [ "$(ask "SELECT 1 FROM pg_roles WHERE rolname = 'honours'")" = 1 ] || runuser -u postgres -- createuser honours
  [ "$(ask "SELECT 1 FROM pg_database WHERE datname = 'honours'")" = 1 ] || runuser -u postgres -- \
    createdb --owner honours --encoding UTF8 --locale C.UTF-8 --template template0 honours
  echo "PostgreSQL 的 honours 库。"
}

# What people wrote is in the backup before anything is changed; the old program takes it, for it knows the tables.
back_up() {
  [ -n "$is_empty" ] && return
  step "备份"
  manage "$built" set_up --check || { rm -rf "$built"; false; }
  local before newest
  before=$(find "$backups" -maxdepth 1 -type f | wc -l)
  manage "$program" backup "$backups"
  newest=$(find "$backups" -maxdepth 1 -type f -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d' ' -f2)
  [ "$(find "$backups" -maxdepth 1 -type f | wc -l)" -gt "$before" ] || { echo "备份没有写成。" >&2; false; }
  backup=$newest
}

switch_release() {
  step "换上这一版"
  previous=$(readlink -f "$program" || true)
  if [ -d "$program" ] && [ ! -L "$program" ]; then
    # Installed by hand before; a running site has its files open and goes on.
    previous="$releases/before-$(date +%Y%m%d-%H%M%S)"
    mv "$program" "$previous"
  fi
  ln -sfn "$built" "$program.new"
  mv -T "$program.new" "$program"
  install -m 644 "$built"/deploy/honours{.service,.socket,@.service,@.socket,-due.service,-due.timer} \
    "$built"/deploy/honours-backup.{service,timer} "$units"
  systemctl daemon-reload
  echo "$program → $built"
}

fill_database() {
  step "街道、居民区和系统管理员"
  if [ -n "$for_restore" ]; then echo "留空，等着恢复备份。"; return; fi
  # While a site is running, its restart does this.
  [ -z "$is_empty" ] || manage "$built" migrate --noinput --verbosity 0
  manage "$built" set_up --admin "${admin:-admin}"
}

start_site() {
  step "启动"
  if [ -n "$for_restore" ]; then
    systemctl enable --quiet honours.socket honours.service honours-due.timer honours-backup.timer
    echo "没有启动：恢复以后再启动，见 docs/backup.zh.md 第六节。"
    return
  fi
  local running unit
  running=$(systemctl list-units --plain --no-legend 'honours@*.service' | cut -d' ' -f1)
  if [ -n "$running" ]; then
    # Several processes: those that still run the old program go on while the tables change, and one after the other goes.
    manage "$program" migrate --noinput
    manage "$program" collectstatic --noinput --verbosity 0
    for unit in $running; do
      systemctl restart "$unit"
      unit=${unit#honours@}
      is_ready "${unit%.service}"
    done
  else
    # Requests wait in the socket while the old process ends its own and the new one migrates: none is dropped.
    if ! systemctl is-active --quiet honours.socket; then systemctl stop honours.service; fi
    systemctl enable --now --quiet honours.socket
    systemctl enable --quiet honours.service
    systemctl restart honours.service
    is_ready $port
  fi
  systemctl enable --now --quiet honours-due.timer honours-backup.timer
  echo "网站已就绪；每五分钟处理到时的内容，每天夜里备份到 $backups。"
}

provide_certificate() {
  step "证书"
  install -d -m 755 "$certificates"
  if [ -n "$certificate" ]; then
    install -m 644 "$certificate" "$certificates/fullchain.pem"
    install -m 600 "$key" "$certificates/privkey.pem"
  elif [ ! -f "$certificates/fullchain.pem" ]; then
    (umask 077; openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj "/CN=$host" -addext "subjectAltName=DNS:$host" \
      -keyout "$certificates/privkey.pem" -out "$certificates/fullchain.pem" 2>/dev/null)
    echo "自签的证书，90 天有效，只供试用。"
  fi
  openssl x509 -in "$certificates/fullchain.pem" -noout -enddate | sed 's/notAfter=/有效到 /'
}

provide_nginx() {
  step "nginx"
  if [ -f "$site" ] && [ -n "$previous" ] && ! cmp -s <(nginx_of "$previous") "$site" && ! cmp -s <(nginx_of "$built") "$site"; then
    nginx_of "$built" >"$site.new-release"
    echo "您改过 $site，没有动它；新版的放在 $site.new-release，请对照（diff）。"
  else
    [ ! -f "$site" ] || cp "$site" "$site.before"
    nginx_of "$built" >"$site"
    if ! nginx -t -q; then
      if [ -f "$site.before" ]; then mv "$site.before" "$site"; else rm "$site"; fi
      false
    fi
    rm -f "$site.before"
  fi
  systemctl enable --now --quiet nginx
  systemctl reload nginx
  echo "https://$host/"
}

# The one that runs and the two before it stay.
remove_old() {
  find "$releases" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | cut -d' ' -f2 |
    awk -v built="$built" -v kept="$kept_releases" '$0 != built && ++seen >= kept' | xargs -r rm -rf --
}

read_words "$@"
doing='查看这台机器'
look_at_machine
look_at_settings
look_at_certificate
install_packages
look_at_certificate
provide_user
build_release
write_settings
provide_database
back_up
[ -z "$is_empty" ] || fill_database
switch_release
provide_certificate
start_site
[ -n "$is_empty" ] || fill_database
provide_nginx
remove_old
[ -n "$is_empty" ] || printf '\n升级前的备份：%s\n退回上一版：见 docs/installing.zh.md“退回”；上一版在 %s\n' "${backup:-没有}" "${previous:-没有}"
printf '\n装好了：https://%s/ ，工作台 https://%s/admin/ 。接下来照 docs/installing.zh.md“装好以后”做。\n' "$host" "$host"
