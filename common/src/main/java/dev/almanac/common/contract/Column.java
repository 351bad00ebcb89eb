package dev.almanac.common.contract;

import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * One column of a {@link Table}. Columns are nullable until {@link #required()}; every {@code with}-like method
 * returns a changed copy.
 */
public record Column(String name, DataType type, boolean nullable, Traits traits) {

    /**
     * What is known of a column beside its type.
     *
     * @param comment what the column means, for the dictionary and for Delta's column comment
     * @param unit the unit of a number ("minutes", "share"), empty where there is none
     * @param personal whether the value belongs to a person: masked in errors, logs and the console
     * @param provenance whether the value names the run or the time of the run that wrote the row: left out of
     *     fingerprints
     * @param digits how many digits after the decimal point matter when two tables are compared
     */
    public record Traits(String comment, String unit, boolean personal, boolean provenance, int digits) {
        private static final int DEFAULT_DIGITS = 9;
        static final Traits NONE = new Traits("", "", false, false, DEFAULT_DIGITS);
    }

    public Column {
        Objects.requireNonNull(type, "type of column " + name);
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("Column name '" + name + "' is not lower_snake_case.");
        }
    }

    public static Column of(String name, DataType type) {
        return new Column(name, type, true, Traits.NONE);
    }

    public static Column string(String name) {
        return of(name, DataTypes.StringType);
    }

    public static Column integer(String name) {
        return of(name, DataTypes.IntegerType);
    }

    public static Column bigint(String name) {
        return of(name, DataTypes.LongType);
    }

    public static Column real(String name) {
        return of(name, DataTypes.DoubleType);
    }

    public static Column flag(String name) {
        return of(name, DataTypes.BooleanType);
    }

    public static Column date(String name) {
        return of(name, DataTypes.DateType);
    }

    public static Column timestamp(String name) {
        return of(name, DataTypes.TimestampType);
    }

    /** A list of texts. Rows read back from files may always hold nulls in lists, so the type allows what jobs do not. */
    public static Column strings(String name) {
        return of(name, DataTypes.createArrayType(DataTypes.StringType, true));
    }

    public static Column stringMap(String name) {
        return of(name, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, true));
    }

    public static Column floats(String name) {
        return of(name, DataTypes.createArrayType(DataTypes.FloatType, true));
    }

    /** Double-precision numbers, as {@link #real}. */
    public static Column reals(String name) {
        return of(name, DataTypes.createArrayType(DataTypes.DoubleType, true));
    }

    /** The column may not be null. */
    public Column required() {
        return new Column(name, type, false, traits);
    }

    public Column comment(String comment) {
        return with(new Traits(comment, traits.unit, traits.personal, traits.provenance, traits.digits));
    }

    public Column unit(String unit) {
        return with(new Traits(traits.comment, unit, traits.personal, traits.provenance, traits.digits));
    }

    public Column personal() {
        return with(new Traits(traits.comment, traits.unit, true, traits.provenance, traits.digits));
    }

    /** The value names the run, or the time of the run, that wrote the row. */
    public Column provenance() {
        return with(new Traits(traits.comment, traits.unit, traits.personal, true, traits.digits));
    }

    public Column digits(int digits) {
        return with(new Traits(traits.comment, traits.unit, traits.personal, traits.provenance, digits));
    }

    private Column with(Traits changed) {
        return new Column(name, type, nullable, changed);
    }

    public boolean isPersonal() {
        return traits.personal;
    }

    /** This column as a Spark field, with its comment. */
    public StructField field() {
        var metadata = new MetadataBuilder();
        if (!traits.comment.isEmpty()) {
            metadata.putString("comment", traits.comment);
        }
        return new StructField(name, type, nullable, metadata.build());
    }
}
