package com.banxiang.platform.erasure;

import com.banxiang.platform.security.Account;
import reactor.core.publisher.Mono;

/**
 * What some tables of a service forget of an account; a bean beside those tables.
 *
 * <p>It is run when the account is erased and a few times afterwards, for what was under way at that moment: it must find
 * nothing to do then. A part of it that was done stays done if the rest fails, and the rest is tried again. It calls nobody.
 */
public interface Erasure {

    /** Takes part in the caller's transaction, if there is one. */
    Mono<Void> erase(Account account);
}
