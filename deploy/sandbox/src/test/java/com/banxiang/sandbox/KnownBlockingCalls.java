package com.banxiang.sandbox;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** Blocking calls we accept, each with its reason. Anything else on an event loop fails the build. */
public final class KnownBlockingCalls implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {

        // The id generator and Spring's own request ids read /dev/urandom once, which never waits.
        builder.allowBlockingCallsInside("sun.security.provider.NativePRNG", "engineNextBytes");

        // Algorithms and character classes are found on first use, by loading classes.
        builder.allowBlockingCallsInside("java.lang.ClassLoader", "loadClass");
    }
}
