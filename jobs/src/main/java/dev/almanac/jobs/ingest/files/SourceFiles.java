package dev.almanac.jobs.ingest.files;

import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.LandedFile;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.ingest.settings.IngestSettings;
import dev.almanac.jobs.ingest.settings.ReadSettings.Format;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.ingest.settings.SourceSettings.Kind;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Lists the files of a source that landed before the window's end; by a name that tells its time, also exactly at it. */
public final class SourceFiles {
    private final Inputs inputs;
    private final IngestSettings settings;
    private final RunContext run;

    /** Lists for one run. */
    public SourceFiles(Inputs inputs, IngestSettings settings, RunContext run) {
        this.inputs = inputs;
        this.settings = settings;
        this.run = run;
    }

    /** The files, by path. A file whose name does not hold its landing time counts by its modification time. */
    public List<SourceFile> of(Source source) {
        if (source.format() == Format.DELTA) {
            return source.kind() == Kind.SNAPSHOT
                    ? delta(source).snapshot()
                    : delta(source).files();
        }
        return inputs.files(path(source)).stream()
                .map(file -> dated(source, file))
                .filter(file -> isThere(source, file))
                .toList();
    }

    /** A source's Delta table. */
    public DeltaSource delta(Source source) {
        return new DeltaSource(run.spark(), path(source), run.window().end());
    }

    private String path(Source source) {
        var path = new Path(source.settings().path());
        return path.isAbsolute() ? path.toString() : new Path(settings.baseDir(), path).toString();
    }

    private SourceFile dated(Source source, LandedFile file) {
        var byName = source.settings().read().landedName();
        if (byName.isEmpty()) {
            return new SourceFile(file.path(), file.bytes(), file.landedAt(), true);
        }
        var landed = byName.get().landedAt(new Path(file.path()).getName(), run.zone());
        return new SourceFile(file.path(), file.bytes(), landed.orElse(file.landedAt()), landed.isPresent());
    }

    /** A name is exact, and its file ready; a modification time is that of the last write so far. */
    private boolean isThere(Source source, SourceFile file) {
        var end = run.window().end();
        boolean byName = source.settings().read().landedName().isPresent() && file.dated();
        return byName ? !file.landedAt().isAfter(end) : file.landedAt().isBefore(end.minus(settings.settleTime()));
    }
}
