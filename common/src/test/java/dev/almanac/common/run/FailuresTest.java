package dev.almanac.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.error.Failure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kind of an error decides whether a run is tried again and what its message tells the operator to do. */
class FailuresTest {
    record Case(Throwable error, Failure kind, String says) {}

    /** The system says why in its own language. */
    @Test
    void aFileThatIsThereIsNotCalledGone(@TempDir Path folder) {
        var refused = new FileNotFoundException(folder + " (Zu viele offene Dateien)");
        assertThat(Failures.named("run count-uses", refused).failure()).isEqualTo(Failure.CAN_PASS);
    }

    static List<Case> cases() {
        return List.of(
                new Case(new NoSuchFileException("/x"), Failure.INPUT, "a file is gone (/x). Restore it"),
                new Case(
                        new FileNotFoundException("/x (No such file or directory)"),
                        Failure.INPUT,
                        "a file is gone (/x (No such file or directory)). Restore it"),
                new Case(new FileNotFoundException("File file:/x does not exist"), Failure.INPUT, "a file is gone"),
                new Case(
                        new RuntimeException(new FileNotFoundException("/x (Permission denied)")),
                        Failure.INPUT,
                        "access was denied (/x (Permission denied)). Check the owner"),
                new Case(new AccessControlException("not yours"), Failure.INPUT, "access was denied (not yours)"),
                new Case(
                        new FileNotFoundException("/x (Too many open files)"),
                        Failure.CAN_PASS,
                        "It may pass; run it again."),
                new Case(new IOException("reset"), Failure.CAN_PASS, "It may pass; run it again."),
                new Case(new IllegalStateException("x"), Failure.BUG, "This is a bug"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anErrorSaysWhatToDo(Case given) {
        var named = Failures.named("run count-uses", given.error());
        assertThat(named.failure()).isEqualTo(given.kind());
        assertThat(named).hasMessageStartingWith("Cannot run count-uses: ").hasMessageContaining(given.says());
    }
}
