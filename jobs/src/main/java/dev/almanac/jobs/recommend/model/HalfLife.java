package dev.almanac.jobs.recommend.model;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.unix_micros;

import java.time.Duration;
import java.time.Instant;
import org.apache.spark.sql.Column;

/** Exponential decay. */
public final class HalfLife {
    private HalfLife() {}

    /** What is left at a moment of something that happened at a time: 2 to the power of minus its age in half-lives. */
    public static Column left(Duration halfLife, Column time, Instant at) {
        var age = unix_micros(lit(at)).minus(unix_micros(time));
        return pow(lit(2.0), age.cast("double").divide(lit(-halfLife.toNanos() / 1000.0)));
    }
}
