package dev.almanac.jobs.maintenance;

import dev.almanac.common.lake.TableMaintenance.GroupReport;
import dev.almanac.common.lake.TableMaintenance.State;
import dev.almanac.common.lake.TableMaintenance.Work;
import java.util.Locale;
import java.util.stream.Stream;

/** Says what maintenance did, or would do, a line per table and kind of work. */
final class MaintenanceLines {
    private MaintenanceLines() {}

    static Stream<String> of(GroupReport report, boolean dryRun) {
        if (report.state() != State.MAINTAINED) {
            return Stream.of("%s: left alone. %s".formatted(report.group(), report.note()));
        }
        return report.work().isEmpty()
                ? Stream.of(report.group() + ": nothing to do")
                : report.work().stream()
                        .map(work -> "%s, %s: %s"
                                .formatted(
                                        report.group(), work.subject(), dryRun ? "would " + verb(work) : done(work)));
    }

    private static String verb(Work work) {
        return switch (work.kind()) {
            case TAKE_BACK -> "take back what a dead run left in it";
            case KEEP_LONGER -> "keep its history longer";
            case EXPIRE -> "drop " + rows(work);
            case COMPACT -> "put together " + files(work, "small ");
            case VACUUM -> "remove " + files(work, "replaced ");
            case CLEAR -> "remove " + files(work, "");
        };
    }

    private static String done(Work work) {
        return switch (work.kind()) {
            case TAKE_BACK -> "took back what a dead run had left in it";
            case KEEP_LONGER -> "keeps its history longer";
            case EXPIRE -> "dropped " + rows(work);
            case COMPACT -> "put together " + files(work, "small ");
            case VACUUM -> "removed " + files(work, "replaced ");
            case CLEAR -> "removed " + files(work, "");
        };
    }

    private static String rows(Work work) {
        return String.format(Locale.ROOT, "%,d rows past their retention", work.count());
    }

    private static String files(Work work, String kind) {
        return String.format(Locale.ROOT, "%,d %sfiles (%,d bytes)", work.count(), kind, work.bytes());
    }
}
