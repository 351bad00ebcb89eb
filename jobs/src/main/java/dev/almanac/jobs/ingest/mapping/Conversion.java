package dev.almanac.jobs.ingest.mapping;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import dev.almanac.jobs.ingest.settings.TimeFormat;
import java.time.ZoneId;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;

/** Turns text into typed values; null where the text is none of the type. None of it depends on the session's zone. */
final class Conversion {
    private static final String DATE = "\\d{4}-\\d{2}-\\d{2}";
    private static final String TO_THE_MINUTE = "^(" + DATE + ")[T ](\\d{2}:\\d{2})(?=$|[Z+\\- ])";
    private static final String LOCAL_TIME = DATE + "[T ]\\d{2}:\\d{2}:\\d{2}([.,]\\d{1,9})?";
    private static final String ZONE = " ?(Z|[+-]\\d{2}(:?\\d{2})?|UTC|GMT|[A-Z][A-Za-z_]+/[A-Za-z_/]+)";
    private static final long MICROS = 1_000_000;
    /** The years 1 to 9999. */
    private static final long FIRST_SECOND = -62_135_596_800L;

    private static final long LAST_SECOND = 253_402_300_799L;

    private Conversion() {}

    /** Text as a value of a type that is no time. */
    static Column value(Column text, DataType type) {
        if (type.equals(DataTypes.StringType)) {
            return text;
        }
        if (type.equals(DataTypes.DoubleType)) {
            var number = text.try_cast(type);
            return when(abs(number).lt(Double.POSITIVE_INFINITY), number);
        }
        return type instanceof ArrayType || type instanceof MapType
                ? whole(from_json(text, lit(type.sql()), Map.of()), type)
                : text.try_cast(type);
    }

    /** A value that SQL has computed as a value of a type. */
    static Column typed(Column computed, DataType type) {
        return type instanceof ArrayType array
                ? whole(computed.try_cast(DataTypes.createArrayType(array.elementType())), type)
                : computed.try_cast(type);
    }

    /** Lists hold no nulls. */
    private static Column whole(Column value, DataType type) {
        return type instanceof ArrayType ? array_compact(value) : value;
    }

    /**
     * Text as a time.
     *
     * @param zone the zone of texts that name none
     */
    static Column time(Column text, TimeFormat format, ZoneId zone) {
        if (format.isIso()) {
            return iso(text, zone);
        }
        if (format.isEpoch()) {
            return epoch(text, format.unitsPerSecond());
        }
        return format.readsZone()
                ? try_to_timestamp(text, lit(format.format()))
                : try_to_timestamp(concat(text, lit(" " + zone.getId())), lit(format.format() + " VV"));
    }

    private static Column iso(Column text, ZoneId zone) {
        var inZone = lit(" " + zone.getId());
        var whole = regexp_replace(regexp_replace(text, TO_THE_MINUTE, "$1 $2:00"), ",(?=\\d)", ".");
        var complete = when(text.rlike("^" + DATE + "$"), concat(text, lit(" 00:00:00"), inZone))
                .when(whole.rlike("^" + LOCAL_TIME + "$"), concat(whole, inZone))
                .when(whole.rlike("^" + LOCAL_TIME + ZONE + "$"), whole);
        return complete.try_cast(DataTypes.TimestampType);
    }

    private static Column epoch(Column text, long unitsPerSecond) {
        var seconds = text.try_cast(DataTypes.createDecimalType(30, 6))
                .divide(lit(unitsPerSecond).cast(DataTypes.createDecimalType(4, 0)));
        var micros = seconds.multiply(lit(MICROS).cast(DataTypes.createDecimalType(7, 0)));
        return when(
                seconds.between(lit(FIRST_SECOND), lit(LAST_SECOND)),
                timestamp_micros(micros.try_cast(DataTypes.LongType)));
    }
}
