"""The public site as plain files, for any web server (``manage.py publish_static``)."""
