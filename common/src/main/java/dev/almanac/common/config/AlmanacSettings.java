package dev.almanac.common.config;

/** Every setting that is not a job's own. */
public record AlmanacSettings(
        DomainSettings domain,
        WarehouseSettings warehouse,
        SparkSettings spark,
        LoggingSettings logging,
        RetrySettings retries) {}
