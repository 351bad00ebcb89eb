package dev.almanac.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Group;
import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Schedule;
import dev.almanac.common.job.Task;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.RunRecord;
import dev.almanac.common.run.RunReport.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order of a schedule's jobs, and what a failed one stops. */
class ScheduleRunTest {
    private static final Window DAY =
            Schedule.DAILY.windowEnding(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private static final Table RAW = table("raw");
    private static final Table COUNTS = table("counts");
    private static final Table LISTS = table("lists");
    private static final Table OTHER = table("other");

    private static final Job<Nothing> LOAD =
            new Named(JobSpec.daily("load", "Loads.", Nothing.class).writes(RAW));
    private static final Job<Nothing> COUNT = new Named(
            JobSpec.daily("count", "Counts.", Nothing.class).reads(RAW).writes(COUNTS));
    private static final Job<Nothing> LIST = new Named(JobSpec.daily("list", "Lists.", Nothing.class)
            .readsIfPresent(COUNTS)
            .writes(LISTS));
    private static final Job<Nothing> APART =
            new Named(JobSpec.daily("apart", "Apart.", Nothing.class).writes(OTHER));

    private final List<String> ran = new ArrayList<>();

    record Nothing() {}

    private record Named(JobSpec<Nothing> spec) implements Job<Nothing> {
        @Override
        public Outputs compute(Inputs inputs, Nothing settings, RunContext run) {
            return Outputs.none();
        }
    }

    private static Table table(String name) {
        return Table.named(name)
                .purpose("For tests.")
                .grain("one row")
                .columns(Column.string("id").required().comment("The key."))
                .key("id")
                .replaceAll()
                .group(new Group(name, "For tests."))
                .owner("test")
                .freshWithin(Duration.ofDays(2))
                .declare();
    }

    private List<RunReport> run(Map<String, Failure> failing, List<? extends Task<?>> tasks) {
        return new ScheduleRun((task, window) -> {
                    var name = task.spec().name();
                    ran.add(name);
                    var error = Optional.ofNullable(failing.get(name))
                            .map(kind -> AlmanacException.cannot(kind, "run " + name, "it is a test", "Go on"));
                    var ending = error.isPresent() ? Ending.FAILED : Ending.PUBLISHED;
                    var outcome = new RunReport.Outcome(ending, name, RunRecord.Lineage.NONE, error);
                    return new RunReport(name + "-1", name, window, outcome, Duration.ZERO);
                })
                .run(tasks, DAY);
    }

    @Test
    void producersRunBeforeConsumersInWhateverOrderTheyAreNamed() {
        var reports = run(Map.of(), List.of(LIST, APART, COUNT, LOAD));
        assertThat(ran).containsSubsequence("load", "count", "list").contains("apart");
        assertThat(reports).allMatch(RunReport::succeeded);
        assertThat(ScheduleRun.exitCode(reports)).isZero();
    }

    @Test
    void aFailedJobStopsOnlyWhatDependsOnIt() {
        var reports = run(Map.of("load", Failure.INPUT), List.of(LOAD, COUNT, LIST, APART));
        assertThat(ran).containsExactly("load", "apart");
        assertThat(reports)
                .extracting(report -> report.job() + " " + report.outcome().ending())
                .containsExactlyInAnyOrder("load FAILED", "count SKIPPED", "list SKIPPED", "apart PUBLISHED");
        assertThat(reports)
                .filteredOn(report -> report.job().equals("list"))
                .singleElement()
                .satisfies(report -> assertThat(report.outcome().message()).contains("it depends on count"));
    }

    /** A scheduler that tries again what may pass would repeat a failure that cannot. */
    @Test
    void theExitCodeIsThatOfWhatCannotPassByItself() {
        assertThat(ScheduleRun.exitCode(run(Map.of("load", Failure.INPUT), List.of(LOAD, COUNT))))
                .isEqualTo(Failure.INPUT.exitCode());
        assertThat(ScheduleRun.exitCode(run(Map.of("apart", Failure.CAN_PASS), List.of(LOAD, APART))))
                .isEqualTo(75);
    }

    @Test
    void jobsInACircleAreNamed() {
        var egg =
                new Named(JobSpec.daily("egg", "Egg.", Nothing.class).reads(RAW).writes(COUNTS));
        var hen = new Named(
                JobSpec.daily("hen", "Hen.", Nothing.class).reads(COUNTS).writes(RAW));
        assertThatThrownBy(() -> ScheduleRun.inOrder(List.of(egg, hen))).hasMessageContaining("[egg, hen]");
    }
}
