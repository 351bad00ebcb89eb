package dev.almanac.common.testing;

import dev.almanac.common.job.Progress;
import java.util.ArrayList;
import java.util.List;

/** Remembers what runs warned of. */
public final class Warnings implements Progress {
    private final List<String> heard = new ArrayList<>();

    @Override
    public void doing(String what) {}

    @Override
    public void warn(String what) {
        heard.add(what);
    }

    public List<String> heard() {
        return List.copyOf(heard);
    }
}
