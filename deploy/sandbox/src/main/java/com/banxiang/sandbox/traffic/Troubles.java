package com.banxiang.sandbox.traffic;

import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** What a vendor has to say about its own failures. One per vendor. */
public interface Troubles {

    Vendor vendor();

    /** The vendor's own codes that a fault may ask for. */
    Set<String> kinds();

    /** The vendor's answer with one of its codes; empty if that operation never gives this code. */
    Optional<ResponseEntity<String>> refusing(String kind, String operation);

    /** What the vendor's edge answers with a bare HTTP status. */
    ResponseEntity<String> failing(int status);

    /** Headers the vendor puts on every answer, failures included. */
    default void mark(Received call, HttpHeaders answer) {}
}
