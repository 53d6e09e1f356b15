// A pool of workers over net/http. Arguments: the list, and how many workers.
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

type answer struct {
	Responses int `json:"responses"`
	Mentions  int `json:"mentions"`
	Failures  int `json:"failures"`
}

// What a worker found on a page.
type page struct {
	ok, mentions bool
}

func main() {
	list, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	lanes, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	urls := strings.Fields(string(list))
	client := &http.Client{
		Timeout:   30 * time.Second,
		Transport: &http.Transport{MaxIdleConns: 2 * lanes, MaxIdleConnsPerHost: lanes},
	}
	todo := make(chan string)
	done := make(chan page, lanes)
	var workers sync.WaitGroup
	for range lanes {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for url := range todo {
				done <- look(client, url)
			}
		}()
	}
	go func() {
		for _, url := range urls {
			todo <- url
		}
		close(todo)
		workers.Wait()
		close(done)
	}()
	var counts answer
	for page := range done {
		switch {
		case !page.ok:
			counts.Failures++
		case page.mentions:
			counts.Mentions++
			counts.Responses++
		default:
			counts.Responses++
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(counts); err != nil {
		panic(err)
	}
}

func look(client *http.Client, url string) page {
	response, err := client.Get(url)
	if err != nil {
		return page{}
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode >= 400 {
		return page{}
	}
	return page{ok: true, mentions: bytes.Contains(bytes.ToLower(body), []byte("python"))}
}
