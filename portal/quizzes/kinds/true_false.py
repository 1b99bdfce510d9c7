"""One claim that is true or false; the two keep their order."""

from typing import ClassVar, Self

from portal.quizzes.choices import read_choices
from portal.quizzes.kinds.single import Single
from portal.yamlfile import Fields


class TrueFalse(Single):
    name: ClassVar[str] = "true-false"

    @classmethod
    def read(cls, fields: Fields) -> Self:
        choices = read_choices(fields, minimum=2, rights=range(1, 2))
        if [choice.id for choice in choices] not in ([], ["true", "false"]):
            fields.problem("choices", 'the choices must have the ids "true" and "false", in this order and in quotes')
        return cls(choices)

    def order(self, seed: str) -> list[str]:
        return [choice.id for choice in self.choices]


KIND = TrueFalse
