package dev.almanac.jobs.cli.output;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of text as a table for people. */
public final class Grid {
    private static final int WIDEST = 60;

    private Grid() {}

    /** The table, with a line end; columns whose cells are all numbers stand to the right. */
    public static String of(List<String> headers, List<List<String>> rows) {
        var columns = IntStream.range(0, headers.size())
                .mapToObj(index -> new Column()
                        .header(headers.get(index))
                        .headerAlign(align(rows, index))
                        .dataAlign(align(rows, index))
                        .maxWidth(WIDEST, OverflowBehaviour.NEWLINE))
                .toArray(Column[]::new);
        var data = rows.stream().map(row -> row.toArray()).toArray(Object[][]::new);
        return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER, columns, data)
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .reduce("", (text, line) -> text + line + "\n");
    }

    private static HorizontalAlign align(List<List<String>> rows, int index) {
        var numbers =
                !rows.isEmpty() && rows.stream().allMatch(row -> row.get(index).matches("-?[\\d.,]+%?|"));
        return numbers ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
    }
}
