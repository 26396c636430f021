package com.banxiang.platform.security;

import com.nimbusds.jose.jwk.ECKey;
import reactor.core.publisher.Mono;

/** The public keys access tokens may be signed with. */
public interface TokenKeys {

    /** Empty if no such key is in use. Fails with {@link com.banxiang.platform.web.Unavailable} if that can't be known now. */
    Mono<ECKey> find(String keyId);
}
