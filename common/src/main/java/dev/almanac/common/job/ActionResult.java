package dev.almanac.common.job;

import java.util.List;

/**
 * What an action did, or in a dry run would do.
 *
 * @param lines one readable line per thing done
 */
public record ActionResult(List<String> lines) {
    public ActionResult {
        lines = List.copyOf(lines);
    }
}
