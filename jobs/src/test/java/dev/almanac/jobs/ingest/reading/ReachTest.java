package dev.almanac.jobs.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hadoop.hdfs.BlockMissingException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that is broken goes to quarantine for good; one that could not be reached for a moment must not. */
class ReachTest {
    static List<Exception> outOfReach() {
        return List.of(
                new FileNotFoundException("gone"),
                new ConnectException("refused"),
                new NoRouteToHostException("far"),
                new UnknownHostException("who"),
                new SocketTimeoutException("late"),
                new SSLHandshakeException("untrusted"),
                new AccessDeniedException("/x"),
                new AccessControlException("not yours"),
                new RemoteException("StandbyException", "standby"),
                new BlockMissingException("/x", "no node has it", 0),
                new IOException("while reading", new ConnectException("refused")),
                new RuntimeException(new SocketTimeoutException("late")));
    }

    @ParameterizedTest
    @MethodSource("outOfReach")
    void whatCannotBeReachedIsNotCalledBroken(Exception error) {
        assertThat(FileTest.isTransport(error)).isTrue();
    }

    /** It is tried again for as long as it takes, so the operator must learn which file it is. */
    @Test
    void theFileIsNamed() {
        assertThat(FileTest.unreachable(
                        "hdfs://x/part-1.parquet", new BlockMissingException("/x", "no node has it", 0)))
                .isInstanceOfSatisfying(
                        AlmanacException.class, e -> assertThat(e.failure()).isEqualTo(Failure.CAN_PASS))
                .hasMessage("Cannot read file hdfs://x/part-1.parquet: BlockMissingException."
                        + " It may pass; if it stays, restore the file or move it away.");
        assertThat(FileTest.unreachable("/x", new AccessControlException("not yours")))
                .hasRootCauseMessage("not yours");
    }

    static List<Exception> broken() {
        return List.of(
                new EOFException("cut"),
                new ZipException("not gzip"),
                new IOException("incorrect header check"),
                new RuntimeException("is not a Parquet file. Expected magic number at tail"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatIsBrokenIsNotTriedForEver(Exception error) {
        assertThat(FileTest.isTransport(error)).isFalse();
    }
}
