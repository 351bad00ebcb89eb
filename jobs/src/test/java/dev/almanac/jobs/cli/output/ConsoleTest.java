package dev.almanac.jobs.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.RunRecord;
import dev.almanac.common.run.RunReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is seen of runs, on a terminal and elsewhere. */
class ConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    private Console console(OptionalInt columns, boolean verbose) {
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                columns);
        return new Console(terminal, verbose, nanos::get);
    }

    private void pass(int seconds, Console console) {
        for (int beat = 0; beat < 2 * seconds; beat++) {
            nanos.addAndGet(Duration.ofMillis(500).toNanos());
            console.beat();
        }
    }

    private static RunReport report(RunReport.Ending ending, Optional<AlmanacException> error) {
        var output = new RunRecord.Output("events", 3, 1200);
        var lineage = new RunRecord.Lineage(List.of(), error.isPresent() ? List.of() : List.of(output, output));
        var outcome = new RunReport.Outcome(ending, "as it was", lineage, error);
        var window = new Window(Instant.parse("2026-11-21T23:00:00Z"), Instant.parse("2026-11-22T23:00:00Z"));
        return new RunReport("job.1", "count-uses", window, outcome, Duration.ofMillis(2340));
    }

    /** It concerns a run that goes on, and must not be overwritten by what that does next. */
    @Test
    void aWarningStays() {
        var console = console(OptionalInt.of(80), false);
        console.doing("working");
        console.warn("nobody has a planet");
        console.doing("resting");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\r\u001b[Kwarning: nobody has a planet\n");
    }

    @Test
    void aRunThatIsOverIsOneLineWithOutcomeWindowDurationAndRows() {
        var console = console(OptionalInt.empty(), false);
        console.in(ZoneId.of("Europe/Vienna"));
        console.ended(report(RunReport.Ending.PUBLISHED, Optional.empty()));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("published   count-uses       to 2026-11-23 00:00     2.3 s  2,400 rows in 2 tables\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void anErrorIsSaidOnceAndTracedOnlyWhenAsked() {
        var error = AlmanacException.cannot(Failure.INPUT, "run count-uses", "a file is gone", "Restore it");
        console(OptionalInt.empty(), false).ended(report(RunReport.Ending.FAILED, Optional.of(error)));
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("Cannot run count-uses: a file is gone. Restore it.\n");
        console(OptionalInt.empty(), true).ended(report(RunReport.Ending.FAILED, Optional.of(error)));
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\tat " + ConsoleTest.class.getName());
    }

    /** Nobody should wonder whether it still works, nor scroll through a line for every step. */
    @Test
    void withoutATerminalThereIsALineNowAndThen() {
        var console = console(OptionalInt.empty(), false);
        console.doing("training");
        pass(12, console);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("  training, 2 s\n  training, 7 s\n  training, 12 s\n");
        err.reset();
        for (int step = 0; step < 10; step++) {
            console.doing("step " + step);
            pass(1, console);
        }
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(5);
    }

    @Test
    void onATerminalOneLineIsRedrawnAndNeverWraps() {
        var console = console(OptionalInt.of(20), false);
        console.doing("training a model with a long name");
        pass(2, console);
        var drawn = err.toString(StandardCharsets.UTF_8);
        assertThat(drawn).doesNotContain("\n");
        assertThat(drawn.split("\r\u001b\\[K")).allMatch(line -> line.length() < 20);
    }

    @Test
    void nothingIsShownWhileNothingIsDone() {
        var console = console(OptionalInt.empty(), false);
        console.doing("training");
        console.idle();
        pass(20, console);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
