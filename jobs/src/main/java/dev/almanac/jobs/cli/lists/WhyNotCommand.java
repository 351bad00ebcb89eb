package dev.almanac.jobs.cli.lists;

import dev.almanac.jobs.cli.session.CommandContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says why a user does not get an item. */
@Command(
        name = "why-not",
        description = {
            "Says why a user does not get an item: the filter or rule that removes it, or its rank and score against the last",
            "place of the list. Of an item that is in the list it says so."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  almanac why-not user-17 item-4 --domain my-shop",
            "  almanac why-not user-17 item-4 --domain my-shop --recommender articles --json"
        })
public final class WhyNotCommand implements Runnable {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "USER", description = "The user's id.")
    private String user;

    @Parameters(index = "1", paramLabel = "ITEM", description = "The item's id.")
    private String item;

    @Mixin
    private UserOptions options;

    public WhyNotCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        options.explain(context, user, item);
    }
}
