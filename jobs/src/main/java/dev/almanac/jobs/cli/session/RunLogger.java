package dev.almanac.jobs.cli.session;

import dev.almanac.common.observe.LogMarks;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.RunPlan;
import dev.almanac.common.run.RunReport;
import dev.almanac.common.run.Step;
import java.util.Locale;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Writes down in the log file what runs do, and marks all that is logged meanwhile with the run. */
final class RunLogger implements RunObserver {
    private static final Logger LOG = LogManager.getLogger(RunLogger.class);

    private final String domain;
    private final RunObserver next;
    private LogMarks marks;

    /**
     * @param next hears everything, too
     */
    RunLogger(String domain, RunObserver next) {
        this.domain = domain;
        this.next = next;
    }

    @Override
    public void started(RunPlan plan) {
        marks = LogMarks.open(plan.runId(), plan.spec().name(), domain);
        LOG.info(
                "The run starts: {} to {}.",
                plan.window().start(),
                plan.window().end());
        next.started(plan);
    }

    @Override
    public void passed(Step step) {
        LOG.debug("Passed {} {}.", step.kind(), step.table());
        next.passed(step);
    }

    @Override
    public void doing(String what) {
        LOG.debug("Now {}.", what);
        next.doing(what);
    }

    @Override
    public void warn(String what) {
        LOG.warn(what);
        next.warn(what);
    }

    @Override
    public void ended(RunReport report) {
        var outcome = report.outcome();
        var ending = outcome.ending().name().toLowerCase(Locale.ROOT);
        if (outcome.error().isPresent()) {
            LOG.error("The run is over: {}.", ending, outcome.error().get());
        } else {
            LOG.info("The run is over: {}. {}", ending, outcome.message());
        }
        marks.close();
        next.ended(report);
    }
}
