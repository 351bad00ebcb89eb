package dev.almanac.common.contract;

/** Tables that must agree with each other: staged, audited, published, rolled back and held together. */
public record Group(String name, String purpose) {}
