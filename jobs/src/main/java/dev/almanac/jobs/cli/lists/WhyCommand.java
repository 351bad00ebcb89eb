package dev.almanac.jobs.cli.lists;

import dev.almanac.jobs.cli.session.CommandContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says why a user gets an item. */
@Command(
        name = "why",
        description = {
            "Says why a user gets an item: its place, its score and what that is made of, and its rank among everything that",
            "could be listed to the user. Of an item that is not in the list it says what keeps it out."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  almanac why user-17 item-4 --domain my-shop",
            "  almanac why user-17 item-4 --domain my-shop --recommender articles --json"
        })
public final class WhyCommand implements Runnable {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "USER", description = "The user's id.")
    private String user;

    @Parameters(index = "1", paramLabel = "ITEM", description = "The item's id.")
    private String item;

    @Mixin
    private UserOptions options;

    public WhyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        options.explain(context, user, item);
    }
}
