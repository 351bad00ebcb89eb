package dev.almanac.jobs.cli;

import dev.almanac.jobs.Catalogue;

/** What every command works with; commands that need it take it in their constructor. */
public record CommandContext(Catalogue catalogue, Installation installation, Terminal terminal) {}
