package dev.almanac.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration in conf/: it binds in every environment, and every key is explained. */
class ShippedConfigTest {
    private static final ConfigLoader CONF =
            new ConfigLoader(Path.of(System.getProperty("almanac.root"), "conf"), Map.of());

    private static AlmanacSettings bind(String env) {
        var domain = ConfigFolder.options("domain={ name = x, title = X, zone = UTC }", "jobs=null");
        var problems = new ConfigProblems();
        var config = CONF.load(env, Optional.empty(), domain);
        var bound = new ConfigBinder(problems).bind(config.root(), AlmanacSettings.class, "jobs");
        problems.throwIfAny("use conf/");
        return bound.orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "cluster", "airflow"})
    void everyEnvironmentBinds(String env) {
        assertThat(CONF.environments()).contains(env);
        assertThat(bind(env).spark().conf()).containsKey("spark.sql.extensions");
    }

    /** On a cluster the size of the data decides; the laptop's settings would throttle it. */
    @ParameterizedTest
    @ValueSource(strings = {"cluster", "airflow"})
    void clustersLeaveMasterAndPartitionsToSpark(String env) {
        assertThat(bind("local").spark().conf()).containsEntry("spark.sql.shuffle.partitions", "4");
        assertThat(bind(env).spark().master()).isEmpty();
        assertThat(bind(env).spark().conf().keySet()).noneMatch(key -> key.matches(".*([pP]artitions|parallelism)$"));
    }

    @Test
    void retriesAreOffUnderASchedulerThatRetriesItself() {
        assertThat(bind("local").retries().attempts()).isEqualTo(3);
        assertThat(bind("airflow").retries().attempts()).isZero();
    }

    @Test
    void everyKeyIsExplained() {
        assertThat(new SettingsDictionary(CONF.defaults(), List.of()).undocumented())
                .isEmpty();
    }
}
