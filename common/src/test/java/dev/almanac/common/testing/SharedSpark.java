package dev.almanac.common.testing;

import dev.almanac.common.job.RunContext;
import dev.almanac.common.session.Sessions;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of a test JVM: opening one costs seconds, so every test shares it. */
public final class SharedSpark {
    /**
     * Computes a step at once and keeps its rows while anybody refers to them. Unlike a cache it forgets the plan: a cached
     * plan is compared with every later one of the JVM, which makes a test the slower the more ran before it.
     */
    public static final RunContext.Memory MEMORY =
            (key, compute) -> compute.get().localCheckpoint();

    private static SparkSession session;

    private SharedSpark() {}

    /**
     * The session, with Delta and the settings for small data on two cores; stopped by the JVM's end.
     *
     * <p>A test's query is planned once and meets a few rows: to compile it costs more than it gains, and a plan that changes
     * while it runs would hide what depends on partitions. bin/almanac compiles and adapts, and is tested so.
     */
    public static synchronized SparkSession session() {
        if (session == null) {
            var builder = SparkSession.builder()
                    .appName("almanac-tests")
                    .master("local[2]")
                    .config("spark.ui.enabled", false)
                    .config("spark.sql.session.timeZone", "UTC")
                    .config("spark.sql.shuffle.partitions", 2)
                    .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                    .config("spark.databricks.delta.snapshotPartitions", 1)
                    .config("spark.databricks.delta.properties.defaults.checkpointInterval", 100)
                    .config("spark.databricks.delta.optimizeMetadataQuery.enabled", false)
                    .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", 2)
                    .config("spark.hadoop.fs.file.impl", "dev.almanac.common.lake.LocalFiles")
                    .config("spark.sql.adaptive.enabled", false)
                    .config("spark.sql.codegen.wholeStage", false)
                    .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                    .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/almanac-tests");
            Sessions.REQUIRED.forEach(builder::config);
            session = builder.getOrCreate();
            session.sparkContext().setLogLevel("ERROR");
        }
        return session;
    }

    /** Does work whose queries are compiled, as in a session that nobody has configured: quicker with many rows. */
    public static void compiling(Runnable work) {
        var conf = session().conf();
        conf.set("spark.sql.codegen.wholeStage", true);
        conf.set("spark.sql.codegen.factoryMode", "FALLBACK");
        try {
            work.run();
        } finally {
            conf.set("spark.sql.codegen.wholeStage", false);
            conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        }
    }
}
