"""Instance types, Regions and editions of prices in the admin: to look at. Prices come from files, never by hand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern

from portal.ec2 import desk
from portal.ec2.models import Edition, HostPrice, InstanceType, Price, Region, SavedWorkload, Snapshot


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that files write. What is shown in the chooser cannot be changed without its source."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(InstanceType)
class InstanceTypeAdmin(ReadOnly):
    list_display = ("name", "vcpus", "memory_mib", "maker", "gpu_name", "burstable", "bare_metal", "source")
    list_filter = ("maker", "burstable", "bare_metal", "current", "source")
    search_fields = ("name",)


@admin.register(Region)
class RegionAdmin(ReadOnly):
    list_display = ("name", "code")
    search_fields = ("name", "code")
    exclude = ("types",)


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    list_display = ("region", "offer", "active", "source", "published", "loaded")
    list_filter = ("active", "imported", "offer", "region")
    list_select_related = ("region",)

    def get_urls(self) -> list[URLPattern]:
        return [*desk.urls(self.admin_site), *super().get_urls()]


@admin.register(Price)
class PriceAdmin(ReadOnly):
    list_display = ("type_id", "os", "hourly", "grade", "edition")
    list_filter = ("os", "grade", "edition__active")
    list_select_related = ("edition",)
    search_fields = ("type__name",)
    search_help_text = "The name of a type, or its beginning"


@admin.register(HostPrice)
class HostPriceAdmin(ReadOnly):
    list_display = ("family", "hourly", "edition")
    list_select_related = ("edition",)
    search_fields = ("family",)


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnly):
    list_display = ("__str__", "loaded", "hardware", "prices", "published")


@admin.register(SavedWorkload)
class SavedWorkloadAdmin(ReadOnly):
    list_display = ("name", "learner", "query", "saved")
    list_select_related = ("learner",)
    search_fields = ("name", "learner__username")
