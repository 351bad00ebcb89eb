package dev.almanac.jobs.recommend;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Outputs;
import dev.almanac.jobs.recommend.settings.RecommendSettings;
import java.util.List;
import org.apache.spark.sql.Row;

/** A run of the job over a world, with its rows computed once, as the runner does. */
record WorldNight(Outputs outputs) {

    static WorldNight of(World world, RecommendSettings settings, String runId) {
        var lazy = new Recommend().compute(world.inputs(), settings, World.run(runId));
        var computed = Outputs.none();
        for (var change : lazy.changes().entrySet()) {
            computed = computed.and(change.getKey(), change.getValue().rows().localCheckpoint());
        }
        for (var gate : lazy.gates()) {
            computed = computed.gatedBy(gate);
        }
        return new WorldNight(computed);
    }

    List<Row> rows(Table table) {
        return outputs.changes().get(table).rows().collectAsList();
    }
}
