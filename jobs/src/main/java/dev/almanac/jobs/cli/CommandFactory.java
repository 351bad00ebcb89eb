package dev.almanac.jobs.cli;

import dev.almanac.jobs.cli.session.CommandContext;
import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;

/** Makes commands: with the context where their constructor takes one. */
final class CommandFactory implements CommandLine.IFactory {
    private final CommandContext context;

    CommandFactory(CommandContext context) {
        this.context = context;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (var constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == CommandContext.class) {
                try {
                    return type.cast(constructor.newInstance(context));
                } catch (InvocationTargetException e) {
                    throw new IllegalStateException("making command " + type.getSimpleName(), e.getCause());
                }
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
