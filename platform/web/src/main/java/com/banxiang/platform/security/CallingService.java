package com.banxiang.platform.security;

import org.jspecify.annotations.Nullable;

/**
 * The neighbour a verified service token speaks for.
 *
 * @param actingFor whom the neighbour says it works for: for the audit row only, it grants nothing
 */
public record CallingService(String name, @Nullable Account actingFor) {

    public static final String ACTING_FOR = "X-Acting-For";
}
