package dev.almanac.common.job;

import dev.almanac.common.contract.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a run reads, resolved once at its start and pinned. */
public interface Inputs {

    /**
     * A declared input at the version of its group's newest publication. Rows whose event time is not before the
     * window's end are left out, except from tables of the job's own group. A table declared with
     * {@link JobSpec#readsIfPresent} that was never published is empty.
     */
    Dataset<Row> of(Table table);

    /**
     * A declared earlier output as of the newest publication whose logical date is strictly before the window's end;
     * empty when there is none. Of a table that is replaced by window only the rows of earlier windows. Once that
     * publication is no longer kept (a back-fill beyond the rollback window), a table that is replaced by window is read
     * as it is now, and any other is empty, with a warning.
     */
    Dataset<Row> previous(Table table);

    /**
     * The source files that match a path or glob now; half-written ones (names that start with {@code _} or {@code .})
     * are left out. Which of them landed before the window's end is for the job to say. Only for jobs declared with
     * {@link JobSpec#readsFiles}.
     */
    List<LandedFile> files(String pathOrGlob);
}
