package dev.almanac.common.job;

import dev.almanac.common.contract.Table;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A job's own condition on what it is about to publish, judged on the staged rows.
 *
 * @param name what the gate protects, as recorded and shown
 * @param objection looks at the staged rows; empty when publication may go on, else why not and what to do,
 *     each with its full stop
 */
public record Gate(String name, Objection objection) {

    /** The judgement of a gate. */
    @FunctionalInterface
    public interface Objection {
        Optional<String> to(Staged staged);
    }

    /** The rows a run has staged. */
    public interface Staged {
        /** The staged rows of a table; empty where the run leaves the table as it is. */
        Optional<Dataset<Row>> rows(Table table);
    }
}
