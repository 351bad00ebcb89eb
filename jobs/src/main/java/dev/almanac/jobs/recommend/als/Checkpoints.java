package dev.almanac.jobs.recommend.als;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;

/**
 * Makes sure that Spark has a checkpoint directory: without one the lineage of ALS grows with every iteration until it
 * overflows the stack.
 */
final class Checkpoints {
    private Checkpoints() {}

    /**
     * Leaves a directory that is set ({@code spark.checkpoint.dir}) as it is; in local mode falls back to a temporary
     * one.
     *
     * @throws AlmanacException of kind CONFIG on a cluster without one, where a local folder would not be shared
     */
    static void ensure(SparkSession spark) {
        var context = spark.sparkContext();
        if (context.getCheckpointDir().isDefined()) {
            return;
        }
        if (!context.isLocal()) {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "train a factor model on " + context.master(),
                    "no checkpoint directory is set",
                    "Set spark.checkpoint.dir to a folder that all executors share");
        }
        try {
            var directory = Files.createTempDirectory("almanac-checkpoints");
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> FileUtils.deleteQuietly(directory.toFile()), "checkpoint-removal"));
            context.setCheckpointDir(directory.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
