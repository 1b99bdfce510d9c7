"""Instance types, the Regions that offer them, and their prices by edition: what one source said on one day.

A Region shows the prices of its active edition of each kind. An import writes a new edition and switches to it in one
transaction, so a reader sees the old prices or the new ones, never a mixture.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse

from portal.ec2.offers import OS, Grade

DIGITS, PLACES = 15, 10
"""Of US dollars. AWS states ten places; SQLite keeps fifteen digits exactly."""


class InstanceType(models.Model):
    """The fields of `portal.ec2.offers.Hardware`, one column each, under the same names."""

    name = models.CharField(max_length=40, primary_key=True)
    vcpus = models.PositiveIntegerField("vCPUs")
    cores = models.PositiveIntegerField(null=True, blank=True)
    memory_mib = models.PositiveIntegerField("memory in MiB")
    architectures = models.JSONField(default=list)
    maker = models.CharField(max_length=40, blank=True)
    clock_ghz = models.FloatField("clock in GHz", null=True, blank=True)
    gpus = models.PositiveIntegerField("GPUs", default=0)
    gpu_name = models.CharField("GPU", max_length=80, blank=True)
    gpu_memory_mib = models.PositiveIntegerField("GPU memory in MiB", default=0)
    accelerators = models.PositiveIntegerField(default=0)
    accelerator_name = models.CharField("accelerator", max_length=80, blank=True)
    disk_gb = models.PositiveIntegerField("local disk in GB", default=0)
    disk_count = models.PositiveIntegerField("local disks", default=0)
    disk_kind = models.CharField(max_length=10, blank=True)
    network = models.CharField(max_length=60, blank=True)
    network_baseline_gbps = models.FloatField("network baseline in Gbps", null=True, blank=True)
    network_peak_gbps = models.FloatField("network peak in Gbps", null=True, blank=True)
    ebs_baseline_mbps = models.FloatField("EBS baseline in Mbps", null=True, blank=True)
    ebs_peak_mbps = models.FloatField("EBS peak in Mbps", null=True, blank=True)
    bare_metal = models.BooleanField(default=False)
    burstable = models.BooleanField(default=False)
    current = models.BooleanField("current generation", default=True)
    spot = models.BooleanField("offered on Spot", default=True)
    hosts = models.BooleanField("offered on Dedicated Hosts", default=False)
    hibernation = models.BooleanField(default=False)
    free_tier = models.BooleanField(default=False)
    efa = models.BooleanField("Elastic Fabric Adapter", default=False)
    source = models.CharField(max_length=80, help_text="Where the description comes from.")

    class Meta:
        ordering = ["name"]
        verbose_name = "instance type"

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=80)
    types = models.ManyToManyField(InstanceType, related_name="regions", blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Snapshot(models.Model):
    """The one row that names the data shipped with this release, as last loaded."""

    digest = models.CharField(max_length=64)
    loaded = models.DateTimeField(auto_now=True)
    hardware = models.CharField(max_length=80, help_text="Where the descriptions of the types come from.")
    prices = models.CharField(max_length=80, help_text="Where the prices come from.")
    published = models.DateField(help_text="The day for which the prices are stated.")
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_snapshot")]

    def __str__(self) -> str:
        return self.digest[:12]


class Offer(models.TextChoices):
    """What an edition is about. Each has files, dates and a life of its own."""

    INSTANCES = "instances", "On-Demand, Reserved Instances and Dedicated Hosts"
    PLANS = "plans", "Savings Plans"
    SPOT = "spot", "Spot"


class Edition(models.Model):
    """What one source said about one Region. `digest` names the file that it was loaded from."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="editions")
    offer = models.CharField(max_length=20, choices=Offer)
    source = models.CharField(max_length=80)
    published = models.DateField(help_text="The day for which the publisher states the prices.")
    loaded = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64, blank=True)
    imported = models.BooleanField(default=False, help_text="Read from AWS’s own price files on this site.")
    active = models.BooleanField(default=False, help_text="These are the prices that the chooser shows.")
    counts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-loaded"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "offer"], condition=models.Q(active=True), name="one_active_edition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_offer_display()}, {self.region_id}, {self.published:%-d %B %Y}"


class Price(models.Model):
    """What a type costs with an operating system. `terms` holds {commitment key: [upfront, hourly]} as text, and for
    Spot {"saving": per cent, "band": label}."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="prices")
    type = models.ForeignKey(InstanceType, on_delete=models.CASCADE, related_name="prices")
    os = models.CharField(max_length=10, choices=[(each.value, each.name.title()) for each in OS])
    hourly = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    grade = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Grade])
    terms = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "os", "type"], name="one_price"),
            models.CheckConstraint(
                condition=models.Q(hourly__isnull=True) | models.Q(hourly__gt=0), name="no_free_price"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type_id}, {self.os}"


class HostPrice(models.Model):
    """A Dedicated Host of a family. `capacities` says how many instances of each size fit: {"large": 48}."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="hosts")
    family = models.CharField(max_length=30)
    hourly = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    capacities = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "family"], name="one_host_price")]

    def __str__(self) -> str:
        return f"Dedicated Host, {self.family}"


class SavedWorkload(models.Model):
    """What a learner asked the chooser, kept under a name of theirs. `query` is the whole state of its address."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_workloads", db_index=False
    )
    name = models.CharField(max_length=60)
    query = models.TextField(blank=True)
    saved = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["learner", "name"], name="one_workload_of_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('ec2:chooser')}{'?' if self.query else ''}{self.query}"
