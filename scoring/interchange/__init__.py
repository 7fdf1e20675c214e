"""Cards as questions that other systems read: Moodle XML, GIFT and QTI 3.0, with a list of what each cannot hold."""

from scoring.interchange.export import ExportError, Format, choose, export
from scoring.interchange.losses import Exported, Loss, in_lines
from scoring.interchange.question import Kind, Option, Question
from scoring.interchange.questions import questions_of

__all__ = [
    "ExportError",
    "Exported",
    "Format",
    "Kind",
    "Loss",
    "Option",
    "Question",
    "choose",
    "export",
    "in_lines",
    "questions_of",
]
