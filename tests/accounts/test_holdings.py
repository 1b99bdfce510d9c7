"""Whatever points at a learner is registered, so that it is claimed, exported and forgotten."""

from django.apps import apps

from portal.accounts import holdings
from portal.accounts.models import User


def models_about_learners():
    """Every model with a relation to User, by its label."""
    return {
        model._meta.label for model in apps.get_models() if any(f.related_model is User for f in model._meta.fields)
    }


def test_every_model_that_points_at_a_learner_is_registered():
    registered = {label for holding in holdings.registered() for label in holding.models}

    assert models_about_learners() - registered == set()


def test_what_is_registered_exists_and_points_at_a_learner():
    registered = [label for holding in holdings.registered() for label in holding.models]

    assert set(registered) - models_about_learners() == set()
    assert len(registered) == len(set(registered)), "one room is responsible for each model"
