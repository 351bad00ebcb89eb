package dev.almanac.jobs.samples;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Writes the sorted lines of one task, one file after the other; a file appears whole or not at all. */
final class LandedFiles {
    private static final int BUFFER = 1 << 16;

    private final SourceFiles source;
    private final Configuration hadoop;
    private final List<Row> written = new ArrayList<>();

    LandedFiles(SourceFiles source, Configuration hadoop) {
        this.source = source;
        this.hadoop = hadoop;
    }

    /** The files' paths and numbers of lines. */
    List<Row> write(Iterator<Row> rows) throws IOException {
        Row next = rows.hasNext() ? rows.next() : null;
        int part = 1;
        while (next != null) {
            int landing = next.getInt(0);
            next = file(landing, part, next, rows);
            part = next != null && next.getInt(0) == landing ? part + 1 : 1;
        }
        return written;
    }

    /** Writes lines until the file is full or the next landing begins; the first row that was not written. */
    private Row file(int landing, int part, Row first, Iterator<Row> rows) throws IOException {
        Path path = source.path(landing, part);
        Path unfinished = new Path(
                path.getParent(), "_" + path.getName() + "-" + TaskContext.get().taskAttemptId());
        Row next = first;
        long count = 0;
        // A file system of its own: the shared one would go on without checksum files for everyone.
        try (FileSystem files = FileSystem.newInstance(path.toUri(), hadoop)) {
            files.setWriteChecksum(false);
            try (OutputStream out = open(files, unfinished)) {
                line(out, source.header(landing));
                while (next != null && next.getInt(0) == landing && count < SourceFiles.LINES_OF_FILE) {
                    line(out, next.getString(2));
                    count++;
                    next = rows.hasNext() ? rows.next() : null;
                }
            }
            files.delete(path, false);
            if (!files.rename(unfinished, path)) {
                throw new IOException("Cannot rename " + unfinished + " to " + path + ".");
            }
        }
        written.add(RowFactory.create(path.toString(), count));
        return next;
    }

    private static OutputStream open(FileSystem files, Path path) throws IOException {
        OutputStream raw = new BufferedOutputStream(files.create(path, true), BUFFER);
        return path.getName().contains(SourcePlan.GZIP) ? new GZIPOutputStream(raw, BUFFER) : raw;
    }

    private static void line(OutputStream out, String line) throws IOException {
        if (!line.isEmpty()) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
    }
}
