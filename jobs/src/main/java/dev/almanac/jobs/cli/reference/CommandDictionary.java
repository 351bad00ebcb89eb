package dev.almanac.jobs.cli.reference;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The reference of the commands, {@code docs/reference/commands.md}: what {@code --help} prints, one after another. */
public final class CommandDictionary {
    private static final String INTRODUCTION = """
            # Commands

            What `bin/almanac` understands, as `--help` prints it.
            """;

    private CommandDictionary() {}

    public static String render(CommandLine root) {
        var text = new StringBuilder(Markdown.generated()).append(INTRODUCTION);
        append(text, root);
        return text.toString();
    }

    private static void append(StringBuilder text, CommandLine command) {
        var spec = command.getCommandSpec();
        var help = new StringWriter();
        command.usage(new PrintWriter(help, true), CommandLine.Help.Ansi.OFF);
        text.append("\n## ").append(spec.qualifiedName()).append("\n\n```text\n");
        help.toString()
                .lines()
                .forEach(line -> text.append(line.stripTrailing()).append("\n"));
        text.append("```\n");
        for (var sub : command.getSubcommands().values()) {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
                append(text, sub);
            }
        }
    }
}
