package dev.almanac.jobs.cli.session;

import dev.almanac.jobs.Catalogue;
import dev.almanac.jobs.cli.output.Terminal;

/** What every command works with; commands that need it take it in their constructor. */
public record CommandContext(Catalogue catalogue, Installation installation, Terminal terminal) {}
