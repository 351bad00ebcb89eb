package dev.almanac.jobs.ingest.reading;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.ingest.files.SourceFile;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.commons.lang3.function.FailableSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Opens files before they are read, on the executors: a compressed file is unpacked to its end, a Parquet file's footer
 * is read. Spark itself would either fail the run at the first broken file or skip broken ones in silence, and with
 * them files it merely could not reach.
 */
final class FileTest implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int BUFFER = 1 << 16;
    private static final String FILE_SYSTEMS = "(?i).*(s3a|hdfs|amazonaws|azure|timeout|accesscontrol).*";
    private static final byte[] BZIP2 = {'B', 'Z', 'h'};

    private final SerializableConfiguration hadoop;

    private FileTest(SerializableConfiguration hadoop) {
        this.hadoop = hadoop;
    }

    /** What is known of a file. */
    enum State {
        SOUND,
        /** It ends too early; what stands before can be read. */
        TRUNCATED,
        UNREADABLE
    }

    /**
     * @param path the file
     * @param state whether it can be read
     * @param detail why not; of a sound Parquet file, its schema
     * @param rows of a sound Parquet file, its number of rows, otherwise -1
     */
    record Finding(String path, State state, String detail, long rows) {}

    /** Tests the compressed files among text files; the others are taken as sound. */
    static List<Finding> compressed(SparkSession spark, List<SourceFile> files) {
        var factory = new CompressionCodecFactory(spark.sparkContext().hadoopConfiguration());
        var findings = new ArrayList<Finding>();
        var packed = new ArrayList<String>();
        var known = new HashSet<Class<?>>();
        for (var file : files) {
            var codec = factory.getCodec(new Path(file.path()));
            if (codec == null) {
                findings.add(new Finding(file.path(), State.SOUND, "", -1));
            } else {
                if (known.add(codec.getClass())) {
                    requireCodec(codec, file);
                }
                packed.add(file.path());
            }
        }
        findings.addAll(test(spark, packed, "unpack"));
        return findings;
    }

    /** Hadoop knows some codecs by name whose native library is not there; that is no fault of the file. */
    private static void requireCodec(CompressionCodec codec, SourceFile file) {
        try {
            codec.createDecompressor();
        } catch (RuntimeException | LinkageError missing) {
            throw AlmanacException.cannot(
                    Failure.INPUT,
                    "read " + file.path(),
                    missing.getMessage(),
                    "Pack such files with gzip or bzip2, or install Hadoop's native libraries");
        }
    }

    /** Tests Parquet files. */
    static List<Finding> parquet(SparkSession spark, List<SourceFile> files) {
        return test(spark, files.stream().map(SourceFile::path).toList(), "footer");
    }

    private static List<Finding> test(SparkSession spark, List<String> paths, String how) {
        if (paths.isEmpty()) {
            return List.of();
        }
        var test =
                new FileTest(new SerializableConfiguration(spark.sessionState().newHadoopConf()));
        Dataset<String> all = spark.createDataset(paths, Encoders.STRING())
                .repartition(Math.min(paths.size(), spark.sparkContext().defaultParallelism()));
        return all
                .mapPartitions((MapPartitionsFunction<String, String>) part -> test.each(part, how), Encoders.STRING())
                .collectAsList()
                .stream()
                .map(FileTest::parse)
                .toList();
    }

    private Iterator<String> each(Iterator<String> paths, String how) {
        var lines = new ArrayList<String>();
        paths.forEachRemaining(path -> {
            var finding = how.equals("footer") ? footer(path) : unpack(path);
            lines.add(String.join("\u0000", path, finding.state().name(), finding.detail(), "" + finding.rows()));
        });
        return lines.iterator();
    }

    private static Finding parse(String line) {
        var parts = line.split("\u0000", -1);
        return new Finding(parts[0], State.valueOf(parts[1]), parts[2], Long.parseLong(parts[3]));
    }

    private Finding footer(String path) {
        try (var reader = ParquetFileReader.open(HadoopInputFile.fromPath(new Path(path), hadoop()))) {
            var schema = reader.getFooter().getFileMetaData().getSchema().toString();
            return new Finding(path, State.SOUND, schema, reader.getRecordCount());
        } catch (IOException | RuntimeException broken) {
            if (isTransport(broken)) {
                throw unreachable(path, broken);
            }
            return broken(path, State.UNREADABLE, broken);
        }
    }

    private Finding unpack(String path) {
        var file = new Path(path);
        var codec = new CompressionCodecFactory(hadoop()).getCodec(file);
        try (var packed = file.getFileSystem(hadoop()).open(file)) {
            // Hadoop takes a file without bzip2's first bytes for an empty one.
            if (codec instanceof BZip2Codec && !beginsWith(BZIP2, packed)) {
                return new Finding(path, State.UNREADABLE, "it does not begin as a bzip2 file does", -1);
            }
            packed.seek(0);
            return drain(path, () -> codec.createInputStream(packed));
        } catch (IOException unreachable) {
            throw unreachable(path, unreachable);
        }
    }

    private static boolean beginsWith(byte[] magic, InputStream file) throws IOException {
        return Arrays.equals(file.readNBytes(magic.length), magic);
    }

    /** Some codecs look at the first bytes as soon as their stream is made. */
    private static Finding drain(String path, FailableSupplier<InputStream, IOException> opening) throws IOException {
        var buffer = new byte[BUFFER];
        long read = 0;
        try (var unpacked = opening.get()) {
            for (int count = unpacked.read(buffer); count >= 0; count = unpacked.read(buffer)) {
                read += count;
            }
            return new Finding(path, State.SOUND, "", -1);
        } catch (EOFException cut) {
            return broken(path, read > 0 ? State.TRUNCATED : State.UNREADABLE, cut);
        } catch (IOException | RuntimeException broken) { // bzip2's decoder trusts what it reads
            if (isTransport(broken)) {
                throw broken;
            }
            return broken(path, read > 0 ? State.TRUNCATED : State.UNREADABLE, broken);
        }
    }

    /**
     * Whether a file could not be reached, which says nothing of what is in it. Codecs and readers complain with plain
     * IOExceptions or kinds of their own; the kinds that file systems and networks throw are named here.
     */
    static boolean isTransport(Throwable thrown) {
        return ExceptionUtils.getThrowableList(thrown).stream()
                .anyMatch(cause -> cause instanceof FileNotFoundException
                        || cause instanceof FileSystemException
                        || cause instanceof SocketException
                        || cause instanceof UnknownHostException
                        || cause instanceof InterruptedIOException
                        || cause instanceof SSLException
                        || cause instanceof RemoteException
                        || cause.getClass().getName().matches(FILE_SYSTEMS));
    }

    /** What is gone or closed is named by its own message. */
    static RuntimeException unreachable(String path, Exception why) {
        var root = ExceptionUtils.getRootCause(why);
        return root instanceof FileNotFoundException
                        || root instanceof FileSystemException
                        || root instanceof AccessControlException
                ? new UncheckedIOException(new IOException("could not open a file", why))
                : new AlmanacException(
                        Failure.CAN_PASS,
                        "Cannot read file %s: %s. It may pass; if it stays, restore the file or move it away."
                                .formatted(path, root.getClass().getSimpleName()),
                        why);
    }

    private static Finding broken(String path, State state, Exception why) {
        var message = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
        return new Finding(path, state, message.replace('\u0000', ' '), -1);
    }

    private Configuration hadoop() {
        return hadoop.value();
    }
}
