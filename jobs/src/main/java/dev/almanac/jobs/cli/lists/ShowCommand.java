package dev.almanac.jobs.cli.lists;

import dev.almanac.jobs.cli.output.Json;
import dev.almanac.jobs.cli.session.CommandContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a user's lists. */
@Command(
        name = "show",
        description = {
            "Shows the lists that a user gets, with the reasons, and what they were before: the place of each item in the",
            "list published before this one, and what is gone since."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  almanac show user-17 --domain my-shop",
            "  almanac show user-17 --domain my-shop --recommender articles --json"
        })
public final class ShowCommand implements Runnable {
    private final CommandContext context;

    @Parameters(paramLabel = "USER", description = "The user's id.")
    private String user;

    @Mixin
    private UserOptions options;

    public ShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        options.print(context, (lists, config) -> {
            var found = lists.of(user, options.recommender());
            if (options.json()) {
                return Json.of(found.stream().map(ListDescription::full).toList());
            }
            return found.isEmpty()
                    ? "The user is known and has no list: everything that could be listed has been seen."
                    : ListDescription.text(found, config.settings().domain().zone());
        });
    }
}
