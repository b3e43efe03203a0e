"""The configuration: config.toml, overridden by the environment; a bad value stops the start."""

from bot.config.association import AssociationConfig
from bot.config.explaining import ConfigError
from bot.config.reading import Config, config_file, load
from bot.config.sections import RetentionConfig, Telegram, Webhook

__all__ = [
    "AssociationConfig",
    "Config",
    "ConfigError",
    "RetentionConfig",
    "Telegram",
    "Webhook",
    "config_file",
    "load",
]
