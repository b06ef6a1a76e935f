"""Registration of the files room."""

from django.apps import AppConfig

from firstline.kernel.registry import ERROR_SENTENCES


class FilesConfig(AppConfig):
    """Files that people attach."""

    name = "firstline.files"
    label = "files"

    def ready(self) -> None:
        """Register the sentences of refusals."""
        from firstline.files import words

        for code, sentence in words.SENTENCES.items():
            ERROR_SENTENCES.add(code, sentence)
