"""Users and invitations. A guest is a user without a password whose id lies in the session."""

import datetime
import secrets
import uuid
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.urls import reverse


class UserQuerySet(models.QuerySet["User"]):
    def people(self) -> Self:
        return self.filter(is_guest=False)

    def guests(self) -> Self:
        return self.filter(is_guest=True)

    def unused_since(self, day: datetime.date) -> Self:
        return self.filter(active_on__lt=day)


class LearnerManager(UserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def create_guest(self, *, today: datetime.date, time_zone: str = "") -> "User":
        guest = self.model(username=f"guest-{uuid.uuid4()}", is_guest=True, active_on=today, time_zone=time_zone)
        guest.set_unusable_password()
        guest.save(force_insert=True)
        return guest


class User(AbstractUser):
    """A learner: somebody with an account, or a guest who has none yet."""

    is_guest = models.BooleanField("guest", default=False)
    time_zone = models.CharField(max_length=64, blank=True, help_text="A name such as Europe/Berlin.")
    shortcuts = models.BooleanField("single-key shortcuts", default=True)
    active_on = models.DateField("last active", null=True, blank=True, help_text="The latest day something was saved.")

    objects: ClassVar[LearnerManager] = LearnerManager()

    class Meta(AbstractUser.Meta):
        indexes = [
            models.Index("active_on", name="guest_active_on", condition=models.Q(is_guest=True)),
        ]

    def __str__(self) -> str:
        return "A guest" if self.is_guest else self.username


class InviteQuerySet(models.QuerySet["Invite"]):
    def usable(self, now: datetime.datetime) -> Self:
        return self.filter(used_by=None, created__gt=now - INVITE_LIFETIME)


INVITE_LIFETIME = datetime.timedelta(days=14)


def invite_code() -> str:
    return secrets.token_urlsafe(24)


class Invite(models.Model):
    """A link that lets one person sign up where sign-up is by invitation."""

    code = models.CharField(max_length=64, unique=True, default=invite_code, editable=False)
    note = models.CharField(max_length=200, blank=True, help_text="For whom it is; only staff see it.")
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, editable=False, related_name="invites_made"
    )
    used_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, editable=False, related_name="invites_used"
    )
    used = models.DateTimeField(null=True, blank=True, editable=False)

    objects = InviteQuerySet.as_manager()

    class Meta:
        ordering = ["-created"]

    def __str__(self) -> str:
        return self.note or f"Invitation {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{reverse('account_signup')}?invite={self.code}"
