package dev.almanac.jobs.samples;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.cos;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.ln;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds a plan's random properties to rows as columns: hashes of seed, purpose and key, so no row depends on another. */
final class DrawColumns {
    private static final double UNIT = 0x1.0p-53;
    private static final int HASH_BITS_UNUSED = 11;

    private final long seed;
    private final WordLists words;

    DrawColumns(long seed, WordLists words) {
        this.seed = seed;
        this.words = words;
    }

    /**
     * The rows with one more column per draw; a draw may name any column and any other draw, in slots and sections.
     *
     * @param purpose sets these rows' random numbers apart from other rows' with the same key
     * @param key columns that identify a row
     */
    Dataset<Row> add(Dataset<Row> rows, String purpose, Map<String, Draw> draws, String... key) {
        var known = new HashSet<>(Arrays.asList(rows.columns()));
        var left = new TreeMap<>(draws);
        Dataset<Row> drawn = rows;
        while (!left.isEmpty()) {
            Map<String, Column> ready = new LinkedHashMap<>();
            left.forEach((name, draw) -> {
                if (known.containsAll(needs(draw))) {
                    ready.put(name, column(name, draw, purpose + " " + name, key));
                }
            });
            if (ready.isEmpty()) {
                throw unknownColumn(purpose, left, known);
            }
            drawn = drawn.withColumns(ready);
            known.addAll(ready.keySet());
            left.keySet().removeAll(ready.keySet());
        }
        return drawn;
    }

    private Set<String> needs(Draw draw) {
        Stream<String> slots = draw.phrase().isEmpty() ? Stream.of() : words.list(draw.phrase()).slots().stream();
        Stream<String> by = draw.by().isEmpty() ? Stream.of() : Stream.of(draw.by());
        return new HashSet<>(Stream.concat(slots, by).toList());
    }

    private Column column(String name, Draw draw, String purpose, String... key) {
        Column share = share(purpose, key);
        if (!draw.weights().isEmpty()) {
            return weighted(draw.weights(), share);
        }
        if (!draw.between().isEmpty()) {
            double from = draw.between().get(0);
            return share.multiply(draw.between().get(1) - from).plus(from);
        }
        if (!draw.normal().isEmpty()) {
            Column radius = sqrt(ln(lit(1).minus(share)).multiply(-2));
            Column angle = share(purpose + " angle", key).multiply(2 * Math.PI);
            return radius.multiply(cos(angle))
                    .multiply(draw.normal().get(1))
                    .plus(draw.normal().get(0));
        }
        Column word = word(name, draw, share);
        return draw.phrase().isEmpty()
                ? word
                : fill(word, words.list(draw.phrase()).slots());
    }

    private Column share(String purpose, String... key) {
        Column[] parts = Stream.concat(
                        Stream.of(lit(seed), lit(purpose)), Arrays.stream(key).map(c -> col(c)))
                .toArray(Column[]::new);
        return shiftrightunsigned(xxhash64(parts), HASH_BITS_UNUSED)
                .cast("double")
                .multiply(UNIT);
    }

    private static Column weighted(Map<String, Double> weights, Column share) {
        double total =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        Column choice = null;
        double sum = 0;
        String last = "";
        for (var weight : new TreeMap<>(weights).entrySet()) {
            sum += weight.getValue();
            last = weight.getKey();
            Column below = share.lt(sum / total);
            choice = choice == null ? when(below, last) : choice.when(below, last);
        }
        return choice == null ? lit("") : choice.otherwise(last);
    }

    private Column word(String name, Draw draw, Column share) {
        WordList list = words.list(draw.list());
        Column candidates = draw.by().isEmpty() ? literal(list.words()) : section(name, draw, list);
        return element_at(
                candidates, floor(share.multiply(size(candidates))).plus(1).cast("int"));
    }

    private static Column section(String name, Draw draw, WordList list) {
        Column[] sections = list.sections().entrySet().stream()
                .flatMap(section -> Stream.of(lit(section.getKey()), literal(section.getValue())))
                .toArray(Column[]::new);
        Column missing = raise_error(concat(
                lit("Cannot draw '%s': word list '%s' has no section [".formatted(name, draw.list())),
                col(draw.by()),
                lit("]. Add one.")));
        return coalesce(element_at(map(sections), col(draw.by())), missing.cast("array<string>"));
    }

    private static Column literal(List<String> words) {
        return array(words.stream().map(word -> lit(word)).toArray(Column[]::new));
    }

    private static Column fill(Column template, Set<String> slots) {
        Column filled = template;
        for (String slot : slots) {
            filled = replace(filled, lit("{" + slot + "}"), col(slot).cast("string"));
        }
        return filled;
    }

    private AlmanacException unknownColumn(String purpose, Map<String, Draw> left, Set<String> known) {
        var first = left.entrySet().iterator().next();
        var missing = new TreeSet<>(needs(first.getValue()));
        missing.removeAll(known);
        return AlmanacException.cannot(
                Failure.CONFIG,
                "draw '%s' of %s".formatted(first.getKey(), purpose),
                "there is no column or draw " + missing + " to fill a slot or name a section with",
                "Use one of " + new TreeSet<>(known));
    }
}
