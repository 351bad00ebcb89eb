package dev.almanac.common.observe;

import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.rewrite.RewritePolicy;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;

/** Masks every event on its way to the log file and adds the run to events of threads that do not know it. */
final class RedactingPolicy implements RewritePolicy {
    private static final String OWN = "dev.almanac.";

    @Override
    public LogEvent rewrite(LogEvent event) {
        var said = event.getMessage().getFormattedMessage();
        var thrown = event.getThrown();
        var rewritten = new Log4jLogEvent.Builder(event)
                .setMessage(new SimpleMessage(isOwn(event) ? said : Redaction.text(said)))
                .setThrown(thrown == null ? null : Redaction.masked(thrown));
        var context = new SortedArrayStringMap(event.getContextData());
        if (context.getValue(LogMarks.RUN) == null) {
            LogMarks.current().forEach(context::putValue);
        }
        return rewritten.setContextData(context).build();
    }

    private static boolean isOwn(LogEvent event) {
        return event.getLoggerName() != null && event.getLoggerName().startsWith(OWN);
    }
}
