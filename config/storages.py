"""Where photos and received files lie: folders of this machine, or a bucket that several machines share."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.environment import StrictEnv

FILES, S3 = "files", "s3"
NEEDED = ("S3_BUCKET", "S3_ENDPOINT_URL", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY")
FILE_SYSTEM = "django.core.files.storage.FileSystemStorage"


def media_storages(env: StrictEnv, data_dir: Path, media_url: str) -> dict[str, dict[str, Any]]:
    """The private storage (``default``) and that of released pictures (``public``).

    Raises ``ImproperlyConfigured`` for another kind, and for a bucket half described.
    """
    kind = env.str("MEDIA_STORAGE", FILES)
    given = {name: env.str(name, "") for name in NEEDED}
    if kind == FILES:
        if named := [name for name, value in given.items() if value]:
            raise ImproperlyConfigured(f"{', '.join(named)} is set, but MEDIA_STORAGE is not {S3}")
        return _folders(data_dir, media_url)
    if kind != S3:
        raise ImproperlyConfigured(f"MEDIA_STORAGE must be {FILES} or {S3}")
    if lacking := [name for name, value in given.items() if not value]:
        raise ImproperlyConfigured(f"MEDIA_STORAGE={S3} needs {', '.join(lacking)}")
    if not given["S3_ENDPOINT_URL"].startswith(("http://", "https://")):
        raise ImproperlyConfigured("S3_ENDPOINT_URL must be a full address such as https://s3.example.org")
    bucket, endpoint, key, secret = given.values()
    return bucket_storages(bucket, endpoint, key, secret, env.str("S3_REGION", "us-east-1"))


def bucket_storages(bucket: str, endpoint: str, key: str, secret: str, region: str) -> dict[str, dict[str, Any]]:
    """Two folders of one bucket, neither of them public."""
    # Slow imports, and no business of an office without a bucket.
    from boto3.s3.transfer import TransferConfig  # noqa: PLC0415
    from botocore.config import Config  # noqa: PLC0415

    client = Config(
        # A store that does not answer must not hold the few threads of a small server.
        connect_timeout=3,
        read_timeout=15,
        retries={"total_max_attempts": 2, "mode": "standard"},
        # The spelling that every S3-compatible store understands, and that needs no name per bucket.
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint,
        "access_key": key,
        "secret_key": secret,
        "region_name": region,
        "default_acl": None,
        "client_config": client,
        "transfer_config": TransferConfig(use_threads=False),
    }
    return {
        name: {"BACKEND": "showcase.photos.buckets.PhotoBucket", "OPTIONS": {**options, "location": folder}}
        for name, folder in (("default", "private"), ("public", "public"))
    }


def _folders(data_dir: Path, media_url: str) -> dict[str, dict[str, Any]]:
    private = {
        "location": data_dir / "private",
        "base_url": None,
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    }
    return {
        # Uploads lie outside the web's reach; what the public may see is copied out on release.
        "default": {"BACKEND": FILE_SYSTEM, "OPTIONS": private},
        "public": {"BACKEND": FILE_SYSTEM, "OPTIONS": {"location": data_dir / "public", "base_url": media_url}},
    }
