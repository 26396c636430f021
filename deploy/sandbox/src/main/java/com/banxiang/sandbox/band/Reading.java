package com.banxiang.sandbox.band;

import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/** A message of the band before it is signed. Its body's bytes are fixed here: they are what is signed. */
record Reading(String id, String deviceId, String type, byte[] body) {

    /** Alarms travel alone and are never batched. */
    static final Set<String> ALARMS = Set.of("sos", "fall");

    static String type(ArrayNode measurements) {
        return ALARMS.contains(measurements.path(0).path("metric").asString(""))
                ? "alarm.raised"
                : "measurement.created";
    }
}
