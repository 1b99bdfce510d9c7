"""Every address of the site, from its URL map, with rows that exist filled in. A new address cannot be forgotten."""

from collections.abc import Iterator

from django.contrib import admin
from django.urls import URLResolver, get_resolver, reverse


def names(prefix: str = "", resolver: URLResolver | None = None) -> Iterator[str]:
    """The name of every address, as `reverse` takes it. allauth keeps some old addresses without names: left out."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix, pattern)
        elif pattern.name:
            yield prefix + pattern.name


def ours() -> list[str]:
    """Without Django's admin."""
    return sorted({name for name in names() if not name.startswith("admin:")})


def admins() -> list[str]:
    return sorted({name for name in names() if name.startswith("admin:")})


def fill_in(work) -> dict[str, list[object]]:
    """The arguments of the addresses that take some; `work` holds a learner's `lesson`, `question` and so on."""
    lesson, attempt = work.lesson, work.attempt
    return {
        "what_happened": [404],
        "learn:topic": [lesson.topic.slug],
        "learn:exam": ["clf-c02"],
        "learn:lesson": [lesson.topic.slug, lesson.slug],
        "ec2:type": ["m5.large"],
        "ec2:scenario": ["case"],
        "ec2:first_cost": ["cost"],
        "ec2:cost": ["cost", 1],
        "ec2:unsave": [1],
        "progress:place": [lesson.topic.slug, lesson.slug],
        "progress:completion": [lesson.topic.slug, lesson.slug],
        "progress:reset": [lesson.topic.slug],
        "progress:visit": [work.resource.slug],
        "progress:save": [work.resource.slug],
        "quizzes:question": [work.question.slug],
        "quizzes:check_answer": [work.question.slug],
        "quizzes:quiz": [lesson.topic.slug],
        "quizzes:pretest": [lesson.topic.slug],
        "quizzes:start_over": [lesson.topic.slug],
        "quizzes:attempt": [attempt.pk],
        "quizzes:answer": [attempt.pk],
        "quizzes:result": [work.finished.pk],
        "quizzes:retry": [work.finished.pk],
        "account_confirm_email": ["key"],
        "account_reset_password_from_key": ["1", "a-key"],
        "mfa_remove_webauthn": [1],
        "mfa_edit_webauthn": [1],
        "openid_connect_login": ["oidc"],
        "openid_connect_callback": ["oidc"],
    }


def address(name: str, work) -> str:
    return reverse(name, args=fill_in(work).get(name, []))


def admin_addresses() -> Iterator[str]:
    """Lists, empty forms, and of every model that has a row the row's own pages."""
    yield from (reverse(f"admin:{name}") for name in ("index", "login", "password_change", "jsi18n"))
    for model, its_admin in admin.site._registry.items():
        row = model._default_manager.first()
        for pattern in its_admin.get_urls():
            if not pattern.name:
                continue
            arguments = pattern.pattern.converters or pattern.pattern.regex.groupindex
            if not arguments:
                yield reverse(f"admin:{pattern.name}")
            elif row:
                yield reverse(f"admin:{pattern.name}", args=[row.pk])
