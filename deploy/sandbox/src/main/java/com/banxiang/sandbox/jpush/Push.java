package com.banxiang.sandbox.jpush;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A push that passed every check of its form.
 *
 * @param platforms the platforms it is for
 * @param notification missing node if it has none
 * @param message missing node if it has none
 * @param sendno 0 if the caller gave none
 * @param cid empty if the caller gave none
 */
record Push(
        Set<String> platforms, Audience audience, JsonNode notification, JsonNode message, int sendno, String cid) {}
