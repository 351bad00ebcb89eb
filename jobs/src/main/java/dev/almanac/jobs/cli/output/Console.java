package dev.almanac.jobs.cli.output;

import dev.almanac.common.observe.Redaction;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.RunPlan;
import dev.almanac.common.run.RunReport;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What a person sees of runs: what is being done, redrawn every half second on a terminal and in a plain line now and
 * then elsewhere, and one line for each run that is over.
 */
public final class Console implements RunObserver, AutoCloseable {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int BEAT_MILLIS = 500;
    private static final long CHANGE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long SILENCE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final boolean verbose;
    private final LongSupplier nanos;
    private final Timer heartbeat = new Timer("console", true);

    private ZoneId zone = ZoneOffset.UTC;
    private String subject = "";
    private String activity = "";
    private String shown = "";
    private long activeSince;
    private long lastLine;

    /**
     * @param verbose whether stack traces of failures are shown
     * @param nanos the time that passes
     */
    Console(Terminal terminal, boolean verbose, LongSupplier nanos) {
        this.terminal = terminal;
        this.verbose = verbose;
        this.nanos = nanos;
        this.lastLine = nanos.getAsLong();
    }

    /** A console that beats by itself until it is closed. */
    public static Console beating(Terminal terminal, boolean verbose) {
        var console = new Console(terminal, verbose, System::nanoTime);
        var beat = new TimerTask() {
            @Override
            public void run() {
                console.beat();
            }
        };
        console.heartbeat.scheduleAtFixedRate(beat, BEAT_MILLIS, BEAT_MILLIS);
        return console;
    }

    /** The zone in which windows are shown from now on. */
    public synchronized void in(ZoneId domainZone) {
        zone = domainZone;
    }

    /** A line of text between the lines of runs. */
    public synchronized void say(String text) {
        clear();
        terminal.out().println(text);
        lastLine = nanos.getAsLong();
    }

    /** Nothing is being done any more. */
    public synchronized void idle() {
        clear();
        subject = "";
        activity = "";
    }

    @Override
    public synchronized void started(RunPlan plan) {
        subject = plan.spec().name() + ": ";
        begin("starting");
    }

    @Override
    public synchronized void doing(String what) {
        if (!what.equals(activity)) {
            begin(what);
        }
    }

    @Override
    public synchronized void warn(String what) {
        clear();
        terminal.err().println("warning: " + subject + what);
        lastLine = nanos.getAsLong();
    }

    private void begin(String what) {
        activity = what;
        activeSince = nanos.getAsLong();
        if (terminal.isInteractive()) {
            beat();
        }
    }

    /** Prints the run's line and, once, its error. */
    @Override
    public synchronized void ended(RunReport report) {
        idle();
        say(line(report));
        report.outcome().error().ifPresent(error -> {
            terminal.err().println(error.getMessage());
            if (verbose) {
                Redaction.masked(error).printStackTrace(terminal.err());
            }
        });
    }

    private String line(RunReport report) {
        var outputs = report.outcome().lineage().outputs();
        long rows = outputs.stream().mapToLong(output -> output.rows()).sum();
        var wrote = outputs.isEmpty()
                ? ""
                : "%,d rows in %d %s".formatted(rows, outputs.size(), outputs.size() == 1 ? "table" : "tables");
        return "%-10s  %-16s to %s  %6.1f s  %s"
                .formatted(
                        report.outcome().ending().name().toLowerCase(Locale.ROOT),
                        report.job(),
                        MOMENT.format(report.window().end().atZone(zone)),
                        report.took().toMillis() / 1e3,
                        wrote)
                .stripTrailing();
    }

    /** Shows that time passes. */
    synchronized void beat() {
        if (activity.isEmpty()) {
            return;
        }
        long now = nanos.getAsLong();
        var seconds = TimeUnit.NANOSECONDS.toSeconds(now - activeSince);
        var text = "  %s%s, %d s".formatted(subject, activity, seconds);
        if (terminal.isInteractive()) {
            int columns = terminal.columns().getAsInt() - 1;
            terminal.err().print(CLEAR_LINE + text.substring(0, Math.min(columns, text.length())));
            terminal.err().flush();
        } else if (now - lastLine >= (activity.equals(shown) ? SILENCE_NANOS : CHANGE_NANOS)) {
            terminal.err().println(text);
            shown = activity;
            lastLine = now;
        }
    }

    private void clear() {
        if (terminal.isInteractive()) {
            terminal.err().print(CLEAR_LINE);
            terminal.err().flush();
        }
    }

    @Override
    public void close() {
        heartbeat.cancel();
        idle();
    }
}
