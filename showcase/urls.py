"""Public addresses."""

app_name = "showcase"

urlpatterns: list = []
